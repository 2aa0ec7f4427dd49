import type { ServerContext } from './context.ts';
import { Problem } from './errors.ts';

/**
 * The one place where server.ts hands over to the route handlers. Next bundles its own copies of our modules, so they
 * share no variables with server.ts, only the process and therefore `globalThis`.
 */
const KEY = Symbol.for('rehearsal.server-context');
const shared = globalThis as { [KEY]?: ServerContext };

/** Called once by server.ts; `undefined` when it stops. */
export function publishContext(context: ServerContext | undefined): void {
  if (context) shared[KEY] = context;
  else delete shared[KEY];
}

/** For route handlers. Throws a Problem when the pages are served by anything but server.ts. */
export function currentContext(): ServerContext {
  const context = shared[KEY];
  if (!context) throw new Problem('unavailable', 'The server is not ready. Start it with npm start.');
  return context;
}
