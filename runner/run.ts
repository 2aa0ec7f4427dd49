import type { StartRun } from '../lib/run/engine.ts';
import { Supervisor } from './supervisor/supervisor.ts';

/** Runs a plan in load workers of its own. */
export const startRun: StartRun = (request, onEvent) => {
  const supervisor = new Supervisor(request, onEvent);
  supervisor.start();
  return supervisor;
};
