import { z } from 'zod';

/** Every error answer. `issues` name fields; `path` is dotted (`scenarios.0.steps.2.url`), empty for the whole. */
export const ApiError = z.object({
  error: z.object({
    code: z.enum(['invalid', 'not-found', 'conflict', 'forbidden', 'too-large', 'unavailable', 'internal']),
    message: z.string(),
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  }),
});
export type ApiError = z.output<typeof ApiError>;
