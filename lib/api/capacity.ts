import { z } from 'zod';
import { CapacityAnswer, CapacityReport, SearchPhase } from '../capacity/report.ts';
import { CapacitySettings } from '../capacity/settings.ts';
import { CreateRun, RunListItem } from './contract.ts';

/** POST /api/capacity (201, a CapacityItem): queues a search. It is a run: stopped, steered to its end and deleted as one. */
export const StartCapacity = CreateRun.extend({ settings: CapacitySettings.prefault({}) });
export type StartCapacity = z.input<typeof StartCapacity>;

/** GET /api/capacity?planId&environmentId&limit: searches, the newest first. */
export const CapacityFilter = z.object({
  planId: z.string().max(100).optional(),
  environmentId: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type CapacityFilter = z.input<typeof CapacityFilter>;

export const CapacityItem = z.object({
  run: RunListItem,
  unit: CapacityReport.shape.unit,
  phase: SearchPhase,
  /** null until it has ended. */
  answer: CapacityAnswer.nullable(),
});
export type CapacityItem = z.output<typeof CapacityItem>;

export const CapacityList = z.object({ searches: z.array(CapacityItem) });

/** GET /api/capacity/:id, the id of its run. `report` is null until it starts; `earlier` are those before it, of the same plan and environment. */
export const CapacityDetail = CapacityItem.extend({
  settings: CapacitySettings,
  report: CapacityReport.nullable(),
  /** Against the newest one before it that has an answer: the verdict, and why; null while there is none to stand beside. */
  change: z
    .object({
      verdict: z.enum(['better', 'worse', 'no-difference', 'cannot-tell']),
      words: z.string(),
      beforeId: z.string(),
    })
    .nullable(),
  earlier: z.array(CapacityItem),
});
export type CapacityDetail = z.output<typeof CapacityDetail>;
