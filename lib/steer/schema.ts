import { z } from 'zod';
import { MAX_RATE } from '../plan/executor.ts';
import { PersonName } from '../run/run-event.ts';
import type { SteerOrder } from './order.ts';

const set = { kind: z.literal('set'), value: z.number().min(0).max(MAX_RATE) };
const extend = { kind: z.literal('extend'), ms: z.int().min(1000).max(86_400_000) };
const plain = { kind: z.enum(['hold', 'go-on', 'skip', 'pause', 'resume', 'stop']) };
const scenario = { scenario: z.string().min(1).max(100).optional() };

/** POST /api/runs/:id/steer, beside `by`. */
export const Order = z.discriminatedUnion('kind', [
  z.strictObject({ ...set, ...scenario, by: PersonName.optional() }),
  z.strictObject({ ...extend, ...scenario, by: PersonName.optional() }),
  z.strictObject({ ...plain, ...scenario, by: PersonName.optional() }),
]) satisfies z.ZodType<SteerOrder & { by?: string }>;
export type Order = z.input<typeof Order>;
