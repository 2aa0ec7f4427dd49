import { z } from 'zod';
import { ScenarioAct } from '../load/steering/act-schema.ts';
import { MAX_NOTE } from './limits.ts';

/**
 * Something on the axis of a run's time. `note` is what a person wrote; the others note themselves: the load changes as
 * planned (`stage`) or because somebody steers (`steer`), a rule is broken or holds again (`threshold`), the run is ended
 * (`stop`).
 */
export const RUN_EVENT_KINDS = ['note', 'stage', 'steer', 'threshold', 'stop'] as const;
export type RunEventKind = (typeof RUN_EVENT_KINDS)[number];

/** Who did something, as they call themselves: there are no accounts. */
export const PersonName = z.string().trim().min(1).max(60);

export const RunMark = z.object({
  /** Milliseconds since the start of the run. */
  atMs: z.number().min(0),
  kind: z.enum(RUN_EVENT_KINDS),
  /** Who; null for what Rehearsal itself saw. */
  by: PersonName.nullable(),
  text: z.string().max(MAX_NOTE),
  /** Of steering: what changed in the load. */
  acts: z.array(ScenarioAct).max(1000).optional(),
});
/** What an event says, before it is kept. */
export type RunMark = z.output<typeof RunMark>;

export const RunEvent = RunMark.extend({
  id: z.string().min(1).max(100),
  /** When it was noted, which for a note may be long after the run. */
  madeAt: z.iso.datetime(),
});
export type RunEvent = z.output<typeof RunEvent>;
