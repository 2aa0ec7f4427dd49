import { z } from 'zod';
import { CapacitySettings } from '../capacity/settings.ts';
import { PositiveDuration } from '../plan/duration-field.ts';

/** What is expected of a launch, and how it is rehearsed. */
export const LaunchSettings = z
  .strictObject({
    peak: z
      .discriminatedUnion('by', [
        z.strictObject({
          by: z.literal('load'),
          load: z.number().positive().max(10_000_000).describe('Users at once, or iterations per second.'),
        }),
        z.strictObject({
          by: z.literal('visits'),
          visitsPerHour: z.number().positive().max(1e9).describe('In the busiest hour.'),
          sessionSeconds: z.number().positive().max(86_400).describe('How long a visit lasts.'),
        }),
      ])
      .describe('The expected peak: as load, or as visits, from which the load follows.'),
    safetyFactor: z
      .number()
      .min(1)
      .max(10)
      .default(2)
      .describe('The capacity should be so many times the peak; 2 to 3 is usual.'),
    date: z.iso.date().optional().describe('The day of the launch.'),
    level: PositiveDuration.default('2m').describe('How long each level of load lasts.'),
    sustained: PositiveDuration.default('10m').describe('How long the peak is sustained.'),
    search: CapacitySettings.prefault({}).describe('How the capacity is looked for at the end.'),
  })
  .meta({ title: 'launch rehearsal', description: 'What is expected of a launch, and how it is rehearsed.' });
export type LaunchSettings = z.output<typeof LaunchSettings>;
export type LaunchSettingsInput = z.input<typeof LaunchSettings>;
