import { durationMs } from '../../lib/plan/duration.ts';
import { hasErrand } from '../../lib/plan/errands.ts';
import type { EndReason, EngineEvent, EngineRun, RunRequest, ScriptLimits } from '../../lib/run/engine.ts';
import { seriesOf } from '../../lib/run/series.ts';
import type { Snapshot } from '../../lib/run/snapshot.ts';
import { Helm } from '../../lib/steer/helm.ts';
import type { SteerAnswer, SteerOrder } from '../../lib/steer/order.ts';
import { orderInWords } from '../../lib/steer/order-words.ts';
import { type FromWorker, SETUP_DATA, type SharedValues, type ToWorker } from '../protocol.ts';
import { redactor } from '../recorder/redact.ts';
import { ErrandProcess, type Said } from './errand-process.ts';
import { errandSecond } from './errand-second.ts';
import { HealthWatch } from './health-watch.ts';
import { SCRIPT_HEAP_MB } from './launch.ts';
import { asksForOthers, Others } from './others.ts';
import { preflight } from './preflight.ts';
import { Relay } from './relay.ts';
import { Seconds } from './seconds.ts';
import { SeriesTable } from './series-table.ts';
import { WorkerProcess } from './worker-process.ts';
import { workersNeeded } from './workers-needed.ts';

/** How long workers may take until all are ready. */
const READY_WITHIN_MS = 60_000;
/** Between the word to begin and the start of the run, so that all workers have heard it. */
const LEAD_MS = 100;
/** Between an order and its effect, so that all workers have heard it and make the change at once. */
const STEER_LEAD_MS = 250;
/** A worker says something every second; after this silence it hangs. */
const SILENCE_MS = 20_000;
const WATCH_EVERY_MS = 1000;
/** How long a stopped worker may take to say its last second; the rest of the promised second is for its end. */
const STOP_WITHIN_MS = 700;

const USUAL_LIMITS: ScriptLimits = { memoryMb: SCRIPT_HEAP_MB, busyMs: 15_000 };

type State = 'starting' | 'setting-up' | 'running' | 'stopping' | 'tearing-down' | 'finished';

/** For a setup to be said to have failed after its own timeout. */
const SETUP_GRACE_MS = 5_000;

/** Which part of a script an error is of. */
const during = (
  phase: 'setup' | 'teardown',
  { timedOut }: Pick<Extract<FromWorker, { type: 'performed' }>, 'timedOut'>,
) => (timedOut ? { timedOut: phase } : {});

/** Whoever reaches for the kill switch, or stops the server, wants no traffic any more. */
const mayTearDown = (reason: EndReason | null): boolean =>
  reason?.kind !== 'stopped' || (reason.by !== 'kill-switch' && reason.by !== 'server-stop');

/** Runs one plan in load workers: starts them together, merges what they say, and ends them all whatever happens. */
export class Supervisor implements EngineRun {
  readonly finished: Promise<EndReason>;
  private readonly request: RunRequest;
  private readonly limits: ScriptLimits;
  private readonly onEvent: (event: EngineEvent) => void;
  private readonly resolve: (reason: EndReason) => void;
  private state: State = 'starting';
  private reason: EndReason | null = null;
  /** Somebody wants all traffic to end now, teardown included. */
  private hurried = false;
  private workers: WorkerProcess[] = [];
  private seconds: Seconds | null = null;
  private readonly series: SeriesTable;
  private relay: Relay | null = null;
  private others: Others | null = null;
  private readonly helm: Helm;
  /** When the run began, on the machine's monotonic clock. */
  private beganNs = 0n;
  /** Scenarios whose turn came while the run was paused, and how long after the pause began they were to start. */
  private readonly lateStarts: { scenario: number; atMs: number }[] = [];
  private readonly health: HealthWatch;
  private loadBegan = false;
  /** The script has marked the run as failed, which goes on. */
  private marked: EndReason | null = null;
  private shared: SharedValues = {};
  private teardown: ErrandProcess | null = null;
  /** From the start of the run to the end of its load, as far as it is known; by worker. */
  private readonly endedAtMs: number[] = [];
  private timer: NodeJS.Timeout | null = null;
  private watch: NodeJS.Timeout | null = null;

  constructor(request: RunRequest, onEvent: (event: EngineEvent) => void) {
    this.request = request;
    this.limits = { ...USUAL_LIMITS, ...request.scriptLimits };
    this.series = new SeriesTable(seriesOf(request.plan));
    this.onEvent = onEvent;
    this.helm = new Helm(request);
    this.health = new HealthWatch(request, (detail) => this.stop({ kind: 'unhealthy', detail }));
    const { promise, resolve } = Promise.withResolvers<EndReason>();
    this.finished = promise;
    this.resolve = resolve;
  }

  /** Checks what can be checked and starts the workers. Events come later, never during this call. */
  start(): void {
    const problems = preflight(this.request);
    if (problems.length > 0) {
      this.reason = { kind: 'could-not-start', detail: problems.join('\n') };
      queueMicrotask(() => this.finishIfAllEnded());
      return;
    }
    const count = this.request.workers ?? workersNeeded(this.request.plan);
    this.seconds = new Seconds(count, this.request.plan.scenarios.length, (snapshot) =>
      this.emit({ type: 'snapshot', snapshot }),
    );
    this.timer = setTimeout(() => this.tooSlow(), READY_WITHIN_MS);
    this.endedAtMs.push(...Array<number>(count).fill(0));
    if (count > 1 && asksForOthers(this.request.plan)) this.others = new Others(count);
    for (let index = 0; index < count; index++) this.workers.push(this.startWorker(index, count));
  }

  stop(reason: EndReason): void {
    if (this.state === 'tearing-down' && !mayTearDown(reason)) this.teardown?.cutOff('was cut off');
    if (this.state === 'stopping') this.hurried ||= !mayTearDown(reason);
    if (this.state === 'stopping' || this.state === 'tearing-down' || this.state === 'finished') return;
    this.reason ??= reason;
    const before = this.state;
    this.state = 'stopping';
    this.health.stop();
    this.clearTimers();
    for (const worker of this.workers) {
      if (before === 'starting' || before === 'setting-up') worker.kill('was not needed any more');
      else worker.send({ type: 'stop' });
    }
    this.timer = setTimeout(() => {
      for (const worker of this.workers) worker.kill('did not stop in time');
    }, STOP_WITHIN_MS);
    this.finishIfAllEnded();
  }

  steer(order: SteerOrder, by: string | null): SteerAnswer {
    if (this.state !== 'running') return { ok: false, problem: 'Only a run that goes on can be steered.' };
    const answer = this.helm.take(order, this.runMs() + STEER_LEAD_MS);
    if (!answer.ok) return answer;
    const { atMs, acts } = answer;
    this.tellAll({ type: 'steer', acts });
    this.emit({ type: 'steered', atMs, acts, text: orderInWords(order, this.request.plan.scenarios), by });
    if (this.helm.pausedSinceMs === null)
      for (const late of this.lateStarts.splice(0)) this.startScenario(late.scenario, atMs + late.atMs);
    return answer;
  }

  /** Milliseconds since the start of the run. */
  private runMs(): number {
    return Number(process.hrtime.bigint() - this.beganNs) / 1e6;
  }

  private startScenario(scenario: number, atMs: number): void {
    const { pausedSinceMs } = this.helm;
    if (pausedSinceMs !== null) {
      this.lateStarts.push({ scenario, atMs: Math.max(0, atMs - pausedSinceMs) });
      return;
    }
    this.helm.started(scenario, atMs);
    this.tellAll({ type: 'start-scenario', scenario, atMs });
    this.emit({ type: 'scenario-started', scenario, atMs });
  }

  private startWorker(index: number, count: number): WorkerProcess {
    const { plan, environment, secrets, once, seed } = this.request;
    const handlers = {
      message: (message: FromWorker) => this.receive(index, message),
      ended: (detail: string | null, byScript: boolean) => this.workerEnded(index, detail, byScript),
    };
    const memoryMb = plan.script ? this.limits.memoryMb : null;
    const worker = new WorkerProcess(index, count, handlers, memoryMb);
    worker.send({ type: 'prepare', worker: index, workers: count, plan, environment, secrets, once, seed });
    return worker;
  }

  private receive(index: number, message: FromWorker): void {
    switch (message.type) {
      case 'ready':
        if (this.state === 'starting' && this.workers.every(({ state }) => state === 'ready')) this.setUp();
        return;
      case 'performed':
        if (this.state === 'setting-up') this.isSetUp(message);
        return;
      case 'scenario-ended':
        this.relay?.ended(message.scenario, index, message.atMs);
        return;
      case 'data-over':
        this.tellAll({ type: 'wind-up', scenario: message.scenario });
        return;
      case 'cannot-run':
        this.stop({ kind: 'could-not-start', detail: message.problems.join('\n') });
        return;
      case 'second':
        // A worker that crashes later was at work for all of this second at least.
        this.endedAtMs[index] = (message.snapshot.second + 1) * 1000;
        this.seconds?.add(index, this.withOpenFiles(index, this.known(index, message)));
        if (this.others && this.state === 'running')
          this.workers[index]?.send({ type: 'others', others: this.others.add(index, message.snapshot) });
        return;
      case 'said':
        this.emit(message);
        return;
      case 'script-ended':
        if (message.reason.kind === 'script-failed') this.marked ??= message.reason;
        else this.stop(message.reason);
        return;
      case 'broken':
        this.stop({ kind: 'script-error', detail: message.detail });
        return;
      case 'done':
        this.endedAtMs[index] = message.endedAtMs;
        this.seconds?.end(index);
        return;
    }
  }

  /** The second with the run's own indexes of series; new ones are announced before. */
  private known(worker: number, { snapshot, added }: Extract<FromWorker, { type: 'second' }>): Snapshot {
    const fresh = this.series.learn(worker, added);
    if (fresh.length > 0) this.emit({ type: 'series', series: fresh });
    return this.series.translate(worker, snapshot);
  }

  /** The same for what was done before or after the load, by a worker of its own. */
  private knownErrand({ snapshots, added }: Extract<FromWorker, { type: 'performed' }>): Snapshot[] {
    const errand = this.series.newWorker();
    const fresh = this.series.learn(errand, added);
    if (fresh.length > 0) this.emit({ type: 'series', series: fresh });
    return snapshots.map((snapshot) => this.series.translate(errand, snapshot));
  }

  /** A worker may not look into `/proc`; we may. */
  private withOpenFiles(index: number, snapshot: Snapshot): Snapshot {
    const openFiles = this.workers[index]?.openFiles.now() ?? 0;
    for (const health of snapshot.health) health.openFiles = openFiles;
    return snapshot;
  }

  private setUp(): void {
    const { plan } = this.request;
    const [first] = this.workers;
    if (!hasErrand(plan, 'setup') || !first) {
      this.begin();
      return;
    }
    this.state = 'setting-up';
    this.clearTimers();
    const allowedMs = durationMs(plan.setupTimeout) + SETUP_GRACE_MS;
    this.timer = setTimeout(() => {
      const detail = `the setup did not answer within ${allowedMs / 1000} s`;
      this.stop(
        plan.script
          ? { kind: 'script-error', detail: `${detail}; look for an endless loop`, timedOut: 'setup' }
          : { kind: 'could-not-start', detail },
      );
    }, allowedMs);
    first.send({ type: 'perform', phase: 'setup', shared: {} });
  }

  private isSetUp(message: Extract<FromWorker, { type: 'performed' }>): void {
    const { failure, shared } = message;
    const done = errandSecond(0, this.knownErrand(message), 0);
    if (failure === null) {
      this.shared = shared;
      this.seconds?.addBefore(done);
      this.begin();
      return;
    }
    // What it did is shown even though no load follows.
    this.emit({ type: 'started', startedAt: Date.now(), workers: this.workers.length });
    this.emit({ type: 'snapshot', snapshot: done });
    this.stop(
      this.request.plan.script
        ? { kind: 'script-error', detail: `setup() failed: ${failure}`, ...during('setup', message) }
        : { kind: 'could-not-start', detail: `the setup failed: ${failure}` },
    );
  }

  private begin(): void {
    this.state = 'running';
    this.clearTimers();
    const atMonotonicNs = process.hrtime.bigint() + BigInt(LEAD_MS) * 1_000_000n;
    this.beganNs = atMonotonicNs;
    this.loadBegan = true;
    this.relay = new Relay(
      this.request.plan,
      this.workers.length,
      () => this.runMs(),
      (scenario, atMs) => this.startScenario(scenario, atMs),
    );
    for (const worker of this.workers) worker.state = 'running';
    this.tellAll({ type: 'begin', atMonotonicNs, shared: this.shared });
    this.watchForSilence();
    this.health.start();
    const setupData = this.shared[SETUP_DATA];
    this.emit({
      type: 'started',
      startedAt: Date.now() + LEAD_MS,
      workers: this.workers.length,
      ...(setupData === undefined ? {} : { setupData }),
    });
  }

  private tellAll(message: ToWorker): void {
    for (const worker of this.workers) worker.send(message);
  }

  private workerEnded(index: number, detail: string | null, byScript: boolean): void {
    this.seconds?.end(index);
    if (detail !== null && this.state !== 'stopping') {
      const crashed = this.state === 'starting' ? 'could-not-start' : 'worker-crashed';
      this.stop({ kind: byScript ? 'script-error' : crashed, detail });
    }
    this.finishIfAllEnded();
  }

  private watchForSilence(): void {
    let dueMs = performance.now() + WATCH_EVERY_MS;
    this.watch = setInterval(() => {
      const now = performance.now();
      // After we ourselves stood still, what was said meanwhile is not read yet.
      const stoodStill = now - dueMs > WATCH_EVERY_MS;
      dueMs = now + WATCH_EVERY_MS;
      if (stoodStill) return;
      for (const worker of this.workers) {
        const silentMs = now - worker.heardAtMs;
        if (worker.state !== 'running') continue;
        if (this.request.plan.script && silentMs > this.limits.busyMs)
          worker.kill(
            `the script has computed for ${this.limits.busyMs / 1000} s without a request or a sleep; look for an endless loop`,
            true,
          );
        else if (silentMs > SILENCE_MS) worker.kill(`said nothing for ${SILENCE_MS / 1000} s and was ended`);
      }
    }, WATCH_EVERY_MS);
  }

  private tooSlow(): void {
    const late = this.workers.filter(({ state }) => state === 'starting').map(({ title }) => title);
    this.stop({
      kind: 'could-not-start',
      detail: `${late.join(', ')} was not ready within ${READY_WITHIN_MS / 1000} s`,
    });
  }

  private finishIfAllEnded(): void {
    if (this.state === 'finished' || this.state === 'tearing-down') return;
    if (this.workers.some(({ state }) => state !== 'ended')) return;
    this.health.stop();
    this.clearTimers();
    const wanted = this.loadBegan && !this.hurried && mayTearDown(this.reason);
    if (wanted && hasErrand(this.request.plan, 'teardown')) this.tearDown();
    else this.finish();
  }

  private tearDown(): void {
    this.state = 'tearing-down';
    const done = (message: Extract<FromWorker, { type: 'performed' }>) => {
      const { failure } = message;
      const snapshots = this.knownErrand(message);
      const atMs = Math.max(0, ...this.endedAtMs);
      this.seconds?.append((second) => {
        const done = errandSecond(second, snapshots, atMs);
        if (failure === null) return done;
        const message = redactor(this.request.secrets)(`the teardown failed: ${failure}`);
        return { ...done, errors: [...done.errors, { atMs, series: null, kind: 'plan', message }] };
      });
      if (failure !== null && this.request.plan.script)
        this.reason ??= {
          kind: 'script-error',
          detail: `teardown() failed: ${failure}`,
          ...during('teardown', message),
        };
      this.finish();
    };
    const said = (line: Said) => this.emit(line);
    const ended = (reason: EndReason) => {
      if (reason.kind === 'script-failed') this.marked ??= reason;
      else this.reason ??= reason;
    };
    this.teardown = new ErrandProcess(this.request, 'teardown', this.shared, { done, said, ended });
  }

  private finish(): void {
    this.state = 'finished';
    const reason = this.redacted(this.reason ?? this.marked ?? { kind: 'completed' });
    this.emit({ type: 'finished', reason, durationMs: Math.max(0, ...this.endedAtMs) });
    this.resolve(reason);
  }

  /** A listener that throws ends the run: nothing could be kept of it any more. */
  private emit(event: EngineEvent): void {
    try {
      this.onEvent(event);
    } catch (error) {
      this.stop({
        kind: 'script-error',
        detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
  }

  /** What a process says when it dies may hold anything. */
  private redacted(reason: EndReason): EndReason {
    return 'detail' in reason ? { ...reason, detail: redactor(this.request.secrets)(reason.detail) } : reason;
  }

  private clearTimers(): void {
    if (this.timer) clearTimeout(this.timer);
    if (this.watch) clearInterval(this.watch);
    this.timer = this.watch = null;
  }
}
