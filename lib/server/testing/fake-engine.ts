import { vusAt } from '../../load/schedule.ts';
import { steeredPlan } from '../../load/steering/steered-plan.ts';
import type { EndReason, EngineEvent, RunRequest, StartRun } from '../../run/engine.ts';
import { type SampleRequest, snapshotOf } from '../../run/sample-snapshots.ts';
import type { Snapshot } from '../../run/snapshot.ts';
import { Helm } from '../../steer/helm.ts';
import type { SteerAnswer, SteerOrder } from '../../steer/order.ts';
import { orderInWords } from '../../steer/order-words.ts';

/** An engine of which the test is the clock: seconds pass and runs end when it says so. */
export class FakeEngine {
  readonly runs: FakeRun[] = [];
  private readonly waiting: ((run: FakeRun) => void)[] = [];
  private handedOut = 0;

  readonly startRun: StartRun = (request, onEvent) => {
    const run = new FakeRun(request, onEvent);
    this.runs.push(run);
    this.handOut();
    return {
      stop: (reason) => run.stop(reason),
      steer: (order, by) => run.steer(order, by),
      finished: run.finished,
    };
  };

  /** The next run that was started and not yet handed out. */
  next(): Promise<FakeRun> {
    const { promise, resolve } = Promise.withResolvers<FakeRun>();
    this.waiting.push(resolve);
    this.handOut();
    return promise;
  }

  private handOut(): void {
    while (this.waiting.length > 0) {
      const run = this.runs[this.handedOut];
      if (!run) return;
      this.handedOut++;
      this.waiting.shift()?.(run);
    }
  }
}

export class FakeRun {
  readonly request: RunRequest;
  readonly finished: Promise<EndReason>;
  /** False: the engine is slow to stop; the test ends the run itself. */
  stopsAtOnce = true;
  stoppedBy: EndReason | undefined;
  private readonly onEvent: (event: EngineEvent) => void;
  private readonly resolve: (reason: EndReason) => void;
  private readonly helm: Helm;
  private seconds = 0;
  private over = false;

  get isOver(): boolean {
    return this.over;
  }

  /** The users that the plan, and whoever steered it, asks for now. */
  usersNow(): number {
    const plan = steeredPlan(this.request.plan, this.helm.acts);
    return plan.scenarios.reduce((sum, { executor }) => sum + vusAt(executor, this.seconds * 1000 + 1), 0);
  }

  constructor(request: RunRequest, onEvent: (event: EngineEvent) => void) {
    const { promise, resolve } = Promise.withResolvers<EndReason>();
    this.request = request;
    this.helm = new Helm(request);
    this.onEvent = onEvent;
    this.finished = promise;
    this.resolve = resolve;
  }

  begin(startedAt = Date.now()): this {
    this.onEvent({ type: 'started', startedAt, workers: 1 });
    return this;
  }

  /** Seconds in which these requests ended. */
  pass(seconds: number, requests: SampleRequest[] = [{ responseMs: 10 }]): this {
    for (let i = 0; i < seconds; i++) {
      this.onEvent({ type: 'snapshot', snapshot: snapshotOf(this.seconds++, requests) });
    }
    return this;
  }

  /** One second with whatever is given. */
  passWith(over: Partial<Snapshot>): this {
    const second = this.seconds++;
    this.onEvent({
      type: 'snapshot',
      snapshot: snapshotOf(second, [{ responseMs: 10 }], { ...over, second }),
    });
    return this;
  }

  finish(reason: EndReason = { kind: 'completed' }): void {
    if (this.over) return;
    this.over = true;
    this.onEvent({ type: 'finished', reason, durationMs: this.seconds * 1000 });
    this.resolve(reason);
  }

  steer(order: SteerOrder, by: string | null): SteerAnswer {
    const answer = this.helm.take(order, this.seconds * 1000);
    if (answer.ok) {
      const { atMs, acts } = answer;
      const text = orderInWords(order, this.request.plan.scenarios);
      this.onEvent({ type: 'steered', atMs, acts, text, by });
      // With nothing under way, a graceful stop ends the run at once.
      if (order.kind === 'stop') queueMicrotask(() => this.finish());
    }
    return answer;
  }

  stop(reason: EndReason): void {
    this.stoppedBy ??= reason;
    if (this.stopsAtOnce) this.finish(reason);
  }
}
