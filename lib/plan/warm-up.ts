import { z } from 'zod';
import { parseDuration } from './duration.ts';

/** `auto`, `none`, or how long it takes. */
export const WarmUp = z
  .string()
  .refine((text) => text === 'auto' || text === 'none' || (parseDuration(text) ?? 0) > 0, {
    error: ({ input }) => `"${input}" is none; write auto, none, or how long it takes, for example 30s`,
  })
  .meta({
    title: 'warm-up',
    description:
      'The start of the run that the verdict, percentiles and rates leave out: `auto` finds it, `none` leaves nothing out, `30s` leaves out that much.',
  });

/** Whole seconds that a plan leaves out by itself; null when they are to be found. */
export function warmUpSecondsOf(warmUp: string): number | null {
  if (warmUp === 'auto') return null;
  return Math.ceil((parseDuration(warmUp) ?? 0) / 1000);
}
