import pino, { type Logger } from 'pino';

/** One JSON line per noteworthy event, on standard error. REHEARSAL_LOG sets the level; `info` tells of every run. */
export function createLog(level = process.env.REHEARSAL_LOG ?? 'warn'): Logger {
  return pino(
    {
      base: null,
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      // Nothing logs these on purpose; this is the second lock on the door.
      redact: {
        paths: ['secrets', '*.secrets', 'value', '*.value', 'headers', '*.headers'],
        censor: '[redacted]',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
