import type { ServerContext } from '../context.ts';
import { rollUpAll } from './roll-up.ts';
import { sweepAll } from './sweep.ts';

const HOUR_MS = 3_600_000;

/** Follows the rules of all plans now and every hour, until it is stopped. */
export function startSweeper(ctx: Pick<ServerContext, 'db' | 'runs' | 'log'>, everyMs = HOUR_MS) {
  let going: Promise<unknown> | undefined;
  const sweep = () => {
    going ??= sweepAll(ctx)
      .then(() => rollUpAll(ctx))
      .catch((err: unknown) => ctx.log.error({ err }, 'old runs cannot be deleted or rolled up'))
      .finally(() => {
        going = undefined;
      });
  };
  const timer = setInterval(sweep, everyMs);
  sweep();
  return {
    async stop(): Promise<void> {
      clearInterval(timer);
      await going;
    },
  };
}
