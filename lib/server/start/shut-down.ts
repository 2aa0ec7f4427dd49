import type { Logger } from 'pino';

const DEADLINE_MS = 15_000;

/**
 * Ends the process in good order on SIGTERM, SIGINT and SIGHUP: everything put on `stack`, last first, then exit code 0.
 * An error that nobody caught ends it in the same order, with exit code 1. A second signal exits at once, and so does a
 * shutdown that hangs.
 */
export function shutDownOnSignals(stack: AsyncDisposableStack, log: Logger, deadlineMs = DEADLINE_MS): void {
  let ending = false;
  const end = (exitCode: number) => {
    ending = true;
    setTimeout(() => {
      log.error('the server did not end in time');
      process.exit(1);
    }, deadlineMs).unref();
    stack.disposeAsync().then(
      () => process.exit(exitCode),
      (err: unknown) => {
        log.error({ err }, 'the server ended, but not in good order');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (ending) process.exit(1);
      log.info({ signal }, 'ending');
      end(0);
    });
  }
  process.on('uncaughtException', (err) => {
    log.fatal({ err }, 'an error that nobody caught ends the server');
    if (!ending) end(1);
  });
}
