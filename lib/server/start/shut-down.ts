import type { Logger } from 'pino';

const DEADLINE_MS = 15_000;

/**
 * Ends the process in good order on SIGTERM, SIGINT and SIGHUP: everything put on `stack`, last first, then exit code 0. A
 * second signal exits at once, and so does a shutdown that hangs.
 */
export function shutDownOnSignals(stack: AsyncDisposableStack, log: Logger): void {
  let ending = false;
  const end = (signal: NodeJS.Signals) => {
    if (ending) process.exit(1);
    ending = true;
    log.info({ signal }, 'ending');
    setTimeout(() => {
      log.error('the server did not end in time');
      process.exit(1);
    }, DEADLINE_MS).unref();
    stack.disposeAsync().then(
      () => process.exit(0),
      (err) => {
        log.error({ err }, 'the server ended, but not in good order');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
}
