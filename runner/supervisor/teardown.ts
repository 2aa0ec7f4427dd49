import { durationMs } from '../../lib/plan/duration.ts';
import type { RunRequest } from '../../lib/run/engine.ts';
import type { FromWorker, SharedValues } from '../protocol.ts';
import { WorkerProcess } from './worker-process.ts';

/** For the start and the end of the process that performs the teardown. */
const PROCESS_MS = 15_000;

type Performed = Extract<FromWorker, { type: 'performed' }>;
type Said = Extract<FromWorker, { type: 'said' }>;

/**
 * The teardown of a plan, in a process of its own: whatever became of the load workers, it is there. Bounded in time by
 * the plan's timeout.
 */
export class Teardown {
  private readonly worker: WorkerProcess;
  private readonly timer: NodeJS.Timeout;
  private result: Performed = { type: 'performed', failure: null, shared: {}, snapshots: [], added: [] };

  /** `done` is called once, when no process is left; `said` with what a script says. */
  constructor(
    { plan, environment, secrets }: RunRequest,
    shared: SharedValues,
    done: (result: Performed) => void,
    said: (line: Said) => void,
  ) {
    const handlers = {
      message: (message: FromWorker) => this.receive(message, shared, said),
      ended: (detail: string | null) => {
        clearTimeout(this.timer);
        done(detail === null ? this.result : { ...this.result, failure: this.result.failure ?? detail });
      },
    };
    this.worker = new WorkerProcess(0, 1, handlers, plan.script !== undefined);
    this.worker.send({ type: 'prepare', worker: 0, workers: 1, plan, environment, secrets });
    const allowedMs = durationMs(plan.teardownTimeout) + PROCESS_MS;
    this.timer = setTimeout(() => this.cutOff(`did not end within ${allowedMs / 1000} s`), allowedMs);
  }

  /** Ends it now. `because` completes a sentence. */
  cutOff(because: string): void {
    this.worker.kill(because);
  }

  private receive(message: FromWorker, shared: SharedValues, said: (line: Said) => void): void {
    switch (message.type) {
      case 'said':
        said(message);
        return;
      case 'ready':
        this.worker.send({ type: 'perform', phase: 'teardown', shared });
        return;
      case 'cannot-run':
        this.result = { ...this.result, failure: message.problems.join('\n') };
        this.worker.send({ type: 'stop' });
        return;
      case 'performed':
        this.result = message;
        this.worker.send({ type: 'stop' });
        return;
      case 'broken':
        this.result = { ...this.result, failure: message.detail };
        return;
    }
  }
}
