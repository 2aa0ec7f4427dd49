import { durationMs } from '../../lib/plan/duration.ts';
import type { EndReason, RunRequest } from '../../lib/run/engine.ts';
import { type ErrandPhase, type FromWorker, type SharedValues, SUMMARY_MS } from '../protocol.ts';
import { SCRIPT_HEAP_MB } from './launch.ts';
import { WorkerProcess } from './worker-process.ts';

/** For the start and the end of the process that performs it. */
const PROCESS_MS = 15_000;

type Performed = Extract<FromWorker, { type: 'performed' }>;
export type Said = Extract<FromWorker, { type: 'said' }>;

type Handlers = {
  /** Called once, when no process is left. */
  done: (result: Performed) => void;
  said: (said: Said) => void;
  /** The script ends the run, or marks it as failed. */
  ended?: (reason: EndReason) => void;
};

/**
 * What is done once after the load, in a process of its own: whatever became of the load workers, it is there. Bounded
 * in time by the plan's timeout.
 */
export class ErrandProcess {
  private readonly phase: ErrandPhase;
  private readonly handlers: Handlers;
  private readonly worker: WorkerProcess;
  private readonly timer: NodeJS.Timeout;
  private result: Performed = { type: 'performed', failure: null, shared: {}, snapshots: [], added: [] };

  constructor(request: RunRequest, phase: ErrandPhase, shared: SharedValues, handlers: Handlers) {
    const { plan, environment, secrets, once } = request;
    this.phase = phase;
    this.handlers = handlers;
    const own = {
      message: (message: FromWorker) => this.receive(message, shared),
      ended: (detail: string | null) => {
        clearTimeout(this.timer);
        const failure = this.result.failure ?? detail;
        handlers.done(detail === null ? this.result : { ...this.result, failure });
      },
    };
    this.worker = new WorkerProcess(
      0,
      1,
      own,
      plan.script ? (request.scriptLimits?.memoryMb ?? SCRIPT_HEAP_MB) : null,
    );
    this.worker.send({ type: 'prepare', worker: 0, workers: 1, plan, environment, secrets, once });
    const allowedMs = (phase === 'summary' ? SUMMARY_MS : durationMs(plan[`${phase}Timeout`])) + PROCESS_MS;
    this.timer = setTimeout(() => this.cutOff(`did not end within ${allowedMs / 1000} s`), allowedMs);
  }

  /** Ends it now. `because` completes a sentence. */
  cutOff(because: string): void {
    this.worker.kill(because);
  }

  private receive(message: FromWorker, shared: SharedValues): void {
    switch (message.type) {
      case 'ready':
        this.worker.send({ type: 'perform', phase: this.phase, shared });
        return;
      case 'cannot-run':
        this.result = { ...this.result, failure: message.problems.join('\n') };
        this.worker.send({ type: 'stop' });
        return;
      case 'performed':
        this.result = message;
        this.worker.send({ type: 'stop' });
        return;
      case 'said':
        this.handlers.said(message);
        return;
      case 'script-ended':
        this.handlers.ended?.(message.reason);
        if (message.reason.kind === 'script-failed') return;
        if ('detail' in message.reason) this.result = { ...this.result, failure: message.reason.detail };
        this.worker.send({ type: 'stop' });
        return;
      case 'broken':
        this.result = { ...this.result, failure: message.detail };
        return;
    }
  }
}
