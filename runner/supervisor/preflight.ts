import type { RunRequest } from '../../lib/run/engine.ts';
import { startProblems } from '../../lib/run/start-problems.ts';
import { healthProblems } from './health-watch.ts';
import { readMachine } from './machine.ts';
import { machineProblems } from './machine-problems.ts';
import { MOST_WORKERS, workersNeeded } from './workers-needed.ts';

/** Sentences about why a run must not start; none when it may. Asked here too, whoever asked before. */
export function preflight(request: RunRequest): string[] {
  const { plan, environment, workers = workersNeeded(plan) } = request;
  const problems = [...startProblems(request), ...healthProblems(request)];
  if (!Number.isInteger(workers) || workers < 1 || workers > MOST_WORKERS) {
    return [...problems, `a run has 1 to ${MOST_WORKERS} load workers, not ${workers}`];
  }
  return [...problems, ...machineProblems(plan, environment, workers, readMachine())];
}
