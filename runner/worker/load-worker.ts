import { peakVus } from '../../lib/load/peak.ts';
import { laneOf } from '../../lib/load/share.ts';
import { rowsOf } from '../../lib/plan/dataset-rows.ts';
import { durationMs } from '../../lib/plan/duration.ts';
import { freshMs } from '../../lib/plan/host-override.ts';
import type { Plan, Scenario } from '../../lib/plan/plan.ts';
import { HostGuard } from '../../lib/run/host-guard.ts';
import type { Driver } from '../executors/driver.ts';
import { makeDriver } from '../executors/make-driver.ts';
import { OpenSockets } from '../http/open-sockets.ts';
import { Origins } from '../http/origins.ts';
import { RateCeiling } from '../http/rate-ceiling.ts';
import { cachedLookup } from '../http/resolver.ts';
import { sourceAddresses } from '../http/source-addresses.ts';
import type { FromWorker, ToWorker } from '../protocol.ts';
import { Recorder } from '../recorder/recorder.ts';
import { redactor } from '../recorder/redact.ts';
import { counterOf } from '../vu/generators.ts';
import { Names } from '../vu/names.ts';
import { compileScenario } from '../vu/program.ts';
import { rowCursor } from '../vu/row-cursor.ts';
import { Vu } from '../vu/vu.ts';
import { AlarmClock } from './alarm-clock.ts';
import { Deadlines } from './deadlines.ts';
import { RunClock } from './run-clock.ts';
import { SelfWatch } from './self-watch.ts';
import type { Toolbox } from './toolbox.ts';
import { Turns } from './turns.ts';

type Assignment = Extract<ToWorker, { type: 'prepare' }>;

/** One worker's part of a run: its lanes of all scenarios. */
export class LoadWorker {
  /** Sentences about what cannot be performed; the run must not begin with any. */
  readonly problems: string[] = [];
  private readonly assignment: Assignment;
  private readonly send: (message: FromWorker) => void;
  private readonly sockets = new OpenSockets();
  private readonly selfWatch: SelfWatch;
  private readonly redact: (text: string) => string;
  private readonly toolbox: Toolbox;
  private readonly drivers: Driver[] = [];
  private atWork = 0;
  private state: 'prepared' | 'running' | 'ended' = 'prepared';

  constructor(assignment: Assignment, send: (message: FromWorker) => void) {
    this.assignment = assignment;
    this.send = send;
    this.selfWatch = new SelfWatch(assignment.worker, this.sockets);
    this.redact = redactor(assignment.secrets);
    this.toolbox = this.makeToolbox();
    const cursors = this.makeCursors(assignment.plan);
    let firstNumber = 1;
    assignment.plan.scenarios.forEach((scenario, index) => {
      this.addScenario(scenario, index, firstNumber, cursors);
      firstNumber += peakVus(scenario.executor);
    });
  }

  /** Starts all scenarios, at `monotonicNs`. */
  begin(monotonicNs: bigint): void {
    this.state = 'running';
    this.toolbox.clock.start(monotonicNs);
    this.selfWatch.start();
    this.toolbox.recorder.start();
    this.atWork = this.drivers.length;
    for (const driver of this.drivers) driver.start();
    if (this.atWork === 0) this.end();
  }

  /** Ends now; what is in progress is interrupted. Idempotent. */
  stop(): void {
    if (this.state === 'ended') return;
    this.toolbox.ending = true;
    if (this.state === 'running') for (const driver of this.drivers) driver.stop();
    this.end();
  }

  /** Ends because of an error in Rehearsal itself. */
  breakOff(error: unknown): void {
    if (this.state === 'ended') return;
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.send({ type: 'broken', detail: this.redact(detail) });
    this.stop();
  }

  private end(): void {
    const ran = this.state === 'running';
    const endedAtMs = ran ? Math.max(0, this.toolbox.clock.now()) : 0;
    this.state = 'ended';
    this.toolbox.alarms.close();
    if (ran) this.toolbox.recorder.finish();
    this.send({ type: 'done', endedAtMs });
  }

  private makeToolbox(): Toolbox {
    const { worker, workers, plan, environment } = this.assignment;
    const broken = (error: unknown) => this.breakOff(error);
    const clock = new RunClock();
    const alarms = new AlarmClock(clock, broken);
    const deadlines = new Map<number, Deadlines>();
    const recorder = new Recorder(plan, clock, this.redact, {
      post: (snapshot) => this.send({ type: 'second', snapshot }),
      health: () => this.selfWatch.take(),
    });
    return {
      clock,
      alarms,
      turns: new Turns(broken),
      recorder,
      ceiling: new RateCeiling(environment.maxRequestsPerSecond / workers, alarms),
      origins: new Origins(new HostGuard(environment), environment.hosts),
      network: {
        clock,
        lookup: cachedLookup(freshMs(environment.resolve)),
        sourceFor: sourceAddresses(plan),
        sockets: this.sockets,
        remotes: recorder.remotes,
      },
      baseUrl: environment.baseUrl,
      counter: counterOf(worker, workers),
      deadlines: (allowedMs) => {
        const list = deadlines.get(allowedMs) ?? new Deadlines(allowedMs, alarms);
        deadlines.set(allowedMs, list);
        return list;
      },
      ending: false,
      broken,
    };
  }

  private addScenario(scenario: Scenario, index: number, firstNumber: number, drawRow: DrawRow): void {
    const { plan, environment, secrets, worker, workers } = this.assignment;
    const { toolbox } = this;
    const names = new Names(plan, scenario, environment, secrets);
    const problem = (sentence: string) =>
      this.problems.push(this.redact(`scenario "${scenario.name}": ${sentence}`));
    const program = compileScenario(scenario, toolbox, { names, counter: toolbox.counter, problem });
    const lane = laneOf(scenario.executor, index, worker, workers);
    const recorder = toolbox.recorder.scenarios[index];
    if (lane === null || !recorder) return;
    const kit = { toolbox, program, recorder, drawRow };
    this.drivers.push(
      makeDriver(scenario.executor, {
        startMs: durationMs(scenario.startTime),
        lane,
        toolbox,
        recorder,
        makeVu: (vu, crew) => new Vu(firstNumber + vu, kit, crew),
        ended: () => {
          this.atWork--;
          if (this.atWork === 0 && this.state === 'running') this.end();
        },
      }),
    );
  }

  /** Cursors of all datasets. Rows are dealt among those workers that have a part in any scenario. */
  private makeCursors(plan: Plan): DrawRow {
    const { worker, workers } = this.assignment;
    const takers = Array.from({ length: workers }, (_, candidate) => candidate).filter((candidate) =>
      plan.scenarios.some((scenario, index) => laneOf(scenario.executor, index, candidate, workers) !== null),
    );
    const share = { rank: Math.max(0, takers.indexOf(worker)), ranks: Math.max(1, takers.length) };
    const cursors = plan.data.map((dataset) => rowCursor(rowsOf(dataset), dataset.order, share));
    return (dataset) => cursors[dataset]?.();
  }
}

type DrawRow = (dataset: number) => ReturnType<ReturnType<typeof rowCursor>>;
