import { z } from 'zod';
import { PositiveDuration } from './duration-field.ts';

/** How far apart the iterations of one VU begin. */
export const Pacing = z
  .discriminatedUnion('distribution', [
    z.strictObject({
      distribution: z.literal('constant'),
      period: PositiveDuration.describe('From the start of an iteration to the start of the next.'),
    }),
    z.strictObject({
      distribution: z.literal('uniform'),
      min: PositiveDuration.describe('The shortest period.'),
      max: PositiveDuration.describe('The longest period; every length between is equally likely.'),
    }),
  ])
  .meta({
    title: 'pacing',
    description:
      'A period in which each VU begins its iterations, however long they take; one that takes longer is followed by the next at once. Only for executors of VUs and of iterations, since arrival rates have a schedule of their own.',
  });
export type Pacing = z.output<typeof Pacing>;
