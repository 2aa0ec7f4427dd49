import { z } from 'zod';
import { Duration } from './duration-field.ts';

const texts = () => z.record(z.string().max(200), z.string().max(1_000_000)).default({});

/** Where a session is opened, and with which handshake. The same for all kinds of sessions. */
export const streamAddress = (schemes: string) => ({
  name: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Groups URL variants into one series; made from the URL when left out.'),
  url: z
    .string()
    .min(1)
    .max(8000)
    .describe(`Absolute (${schemes}), or a path that is joined to the base URL of the environment.`),
  query: texts().describe('Parameters that are added to the URL; values may hold placeholders.'),
  headers: texts().describe('Headers of the handshake; values may hold placeholders.'),
  timeout: Duration.default('60s').describe('How long opening the session may take.'),
});
