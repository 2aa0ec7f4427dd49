import { z } from 'zod';
import type { ScenarioAct as Act } from './acts.ts';

const where = { scenario: z.int().min(0).max(1000), intoMs: z.int() };

/** One change of the load of one scenario, as views, summaries and events keep it. */
export const ScenarioAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set'), value: z.number().min(0), ...where }),
  z.object({ kind: z.literal('extend'), ms: z.number().min(0), ...where }),
  z.object({ kind: z.enum(['hold', 'go-on', 'skip', 'pause', 'resume', 'stop']), ...where }),
]) satisfies z.ZodType<Act>;
