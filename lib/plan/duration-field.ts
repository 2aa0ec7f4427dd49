import { z } from 'zod';
import { parseDuration } from './duration.ts';

const MAX_DAYS = 7;
const DAY_MS = 86_400_000;

/** A length of time in a plan: k6's notation, at most seven days. */
export const Duration = z
  .string()
  .superRefine((text, context) => {
    const ms = parseDuration(text);
    if (ms === undefined) {
      context.addIssue({
        code: 'custom',
        message: `"${text}" is not a duration; write for example 30s, 1m30s or 250ms`,
      });
    } else if (ms > MAX_DAYS * DAY_MS) {
      context.addIssue({
        code: 'custom',
        message: `${text} is longer than ${MAX_DAYS} days, the longest a run may take`,
      });
    }
  })
  .meta({ title: 'duration', description: 'A length of time: `30s`, `1m30s`, `250ms`, `2h`.' });

/** A duration greater than zero. */
export const PositiveDuration = Duration.refine((text) => parseDuration(text) !== 0, {
  message: 'must be longer than 0s',
});
