import { z } from 'zod';
import { ProbeSeries } from '../probe/series.ts';
import { RunStretch, SaveEnvironment } from './contract.ts';

/** What the API says of probes; schemas as in contract.ts. */

/**
 * POST /api/probes/test: looks twice, a second apart, at one probe of an environment as it would be saved. Secrets that it does not
 * set are those of the environment that is named.
 */
export const TestProbe = z.strictObject({
  environment: SaveEnvironment,
  environmentId: z.string().min(1).max(100).optional(),
  /** Which of its probes, from 0 on. */
  probe: z.int().min(0),
});
export type TestProbe = z.input<typeof TestProbe>;

export const ProbeLookAnswer = z.union([
  z.object({
    ok: z.literal(true),
    found: z.array(z.object({ series: ProbeSeries, value: z.number().nullable() })),
    /** What cannot be told, why, and what would help. */
    notes: z.array(z.string()),
  }),
  /** A sentence. */
  z.object({ ok: z.literal(false), problem: z.string() }),
]);
export type ProbeLookAnswer = z.output<typeof ProbeLookAnswer>;

/** GET /api/runs/:id/probes[?from&to&width]: also while the run goes on. */
export const ProbeStretch = RunStretch.pick({ from: true, to: true, width: true });
