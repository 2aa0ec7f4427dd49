import { z } from 'zod';
import { Duration } from './duration-field.ts';

export const ThinkTime = z
  .discriminatedUnion('distribution', [
    z.strictObject({ distribution: z.literal('constant'), duration: Duration }),
    z.strictObject({ distribution: z.literal('uniform'), min: Duration, max: Duration }),
    z.strictObject({ distribution: z.literal('normal'), mean: Duration, deviation: Duration }),
  ])
  .meta({ title: 'think time', description: 'How long a pause takes; one of these.' });
export type ThinkTime = z.output<typeof ThinkTime>;
