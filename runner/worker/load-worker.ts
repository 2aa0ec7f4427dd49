import { peakVus } from '../../lib/load/peak.ts';
import { laneOf } from '../../lib/load/share.ts';
import { actsOf, type ScenarioAct } from '../../lib/load/steering/acts.ts';
import { courseOf } from '../../lib/load/steering/course.ts';
import { steeredExecutor } from '../../lib/load/steering/steered-executor.ts';
import type { DataRow } from '../../lib/plan/dataset-rows.ts';
import { durationMs } from '../../lib/plan/duration.ts';
import { hasErrand } from '../../lib/plan/errands.ts';
import { freshMs } from '../../lib/plan/host-address.ts';
import type { Scenario } from '../../lib/plan/plan.ts';
import { HostGuard } from '../../lib/run/host-guard.ts';
import type { Series } from '../../lib/run/series.ts';
import type { Snapshot } from '../../lib/run/snapshot.ts';
import { Alarm } from '../executors/alarm.ts';
import type { Driver } from '../executors/driver.ts';
import { makeDriver } from '../executors/make-driver.ts';
import { fillerOf } from '../http/environment-text.ts';
import { OpenSockets } from '../http/open-sockets.ts';
import { Origins } from '../http/origins.ts';
import { proxyRoute } from '../http/proxy-route.ts';
import { RateCeiling } from '../http/rate-ceiling.ts';
import { cachedLookup } from '../http/resolver.ts';
import { sourceAddresses } from '../http/source-addresses.ts';
import { tlsSettings } from '../http/tls-settings.ts';
import {
  type ErrandPhase,
  type FromWorker,
  type OtherWorkers,
  type SharedValues,
  SUMMARY_MS,
  type ToWorker,
} from '../protocol.ts';
import { Recorder } from '../recorder/recorder.ts';
import { redactor } from '../recorder/redact.ts';
import { limitedConsole } from '../script/host/limited-console.ts';
import { ScriptErrand } from '../script/host/script-errand.ts';
import { ScriptHost, type ScriptStage } from '../script/host/script-host.ts';
import { Departures } from '../vu/departures.ts';
import { counterOf } from '../vu/generators.ts';
import { Names } from '../vu/names.ts';
import { compileScenario } from '../vu/program.ts';
import type { RowSource } from '../vu/row-source.ts';
import { RowSources } from '../vu/row-sources.ts';
import { compilePacing } from '../vu/think.ts';
import { IterationFailure } from '../vu/values.ts';
import { Vu } from '../vu/vu.ts';
import { AlarmClock } from './alarm-clock.ts';
import { Deadlines } from './deadlines.ts';
import { type Errand, type ErrandResult, StepsErrand } from './errand.ts';
import { RunClock } from './run-clock.ts';
import { SelfWatch } from './self-watch.ts';
import type { Toolbox } from './toolbox.ts';
import { Turns } from './turns.ts';

type Assignment = Extract<ToWorker, { type: 'prepare' }>;

/** A worker's part of a scenario. */
type ScenarioPart = {
  make: (startMs: number) => Driver;
  driver: Driver | null;
  /** On the run's clock, once there is a driver. */
  startMs: number;
};

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
  /** This worker's part of each scenario; its driver is made when it starts. */
  private readonly parts = new Map<number, ScenarioPart>();
  /** How the load was changed so far. */
  private readonly acts: ScenarioAct[] = [];
  /** What the setup has set; filled when the run begins. */
  private readonly shared: SharedValues = {};
  private readonly errands = new Map<ErrandPhase, Errand>();
  private readonly script: ScriptHost | null = null;
  private readonly stage: ScriptStage | null = null;
  private atWork = 0;
  private state: 'prepared' | 'running' | 'ended' = 'prepared';

  constructor(assignment: Assignment, send: (message: FromWorker) => void) {
    this.assignment = assignment;
    this.send = send;
    this.selfWatch = new SelfWatch(assignment.worker, this.sockets);
    this.redact = redactor(assignment.secrets);
    this.toolbox = this.makeToolbox((snapshot, added) => this.send({ type: 'second', snapshot, added }));
    const { plan, worker, workers } = assignment;
    try {
      if (plan.script)
        this.script = new ScriptHost(assignment, this.shared, {
          end: (reason) => this.send({ type: 'script-ended', reason }),
          log: limitedConsole(this.redact, (line) => this.send({ type: 'said', ...line })),
        });
      this.stage = this.script?.stage(this.toolbox) ?? null;
    } catch (error) {
      this.problems.push(this.redact(error instanceof Error ? error.message : String(error)));
      return;
    }
    const sources = new RowSources(plan, worker, workers);
    let firstNumber = 1;
    const numbers = plan.scenarios.reduce((sum, { executor }) => sum + peakVus(executor), 0);
    plan.scenarios.forEach((scenario, index) => {
      this.addScenario(scenario, index, { first: firstNumber, behindAll: numbers + 1 }, sources);
      firstNumber += peakVus(scenario.executor);
    });
    sources.open();
    this.toolbox.recorder.samples.placesOf = (rows) => sources.placesOf(rows);
    for (const phase of ['setup', 'teardown', 'summary'] as const)
      if (worker === 0 && hasErrand(plan, phase)) this.errands.set(phase, this.makeErrand(phase));
  }

  /** Performs the setup or teardown of the plan. */
  perform(phase: ErrandPhase, shared: SharedValues): void {
    Object.assign(this.shared, shared);
    const done = (result: ErrandResult) => this.send({ type: 'performed', ...result });
    const errand = this.errands.get(phase);
    if (errand) errand.start(done);
    else done({ failure: null, shared: {}, snapshots: [], added: [] });
  }

  /** Starts all scenarios, at `monotonicNs`. */
  begin(monotonicNs: bigint, shared: SharedValues): void {
    Object.assign(this.shared, shared);
    this.state = 'running';
    this.toolbox.clock.start(monotonicNs);
    this.selfWatch.start();
    this.toolbox.recorder.start();
    this.atWork = this.parts.size;
    for (const [index, { startTime, startAfter }] of this.assignment.plan.scenarios.entries())
      if (startAfter === undefined) this.startDriver(index, durationMs(startTime));
    if (this.atWork === 0) this.end();
  }

  /** Starts a scenario that waited for another, `atMs` after the start of the run. */
  startScenario(scenario: number, atMs: number): void {
    if (this.state === 'running') this.startDriver(scenario, atMs);
  }

  /** Changes the load of scenarios, each from its own moment on. */
  steer(acts: readonly ScenarioAct[]): void {
    if (this.state !== 'running') return;
    this.acts.push(...acts);
    for (const act of acts) {
      const part = this.parts.get(act.scenario);
      if (!part) continue;
      if (act.kind === 'stop' && this.isStoppedByHand(act, part)) this.stopLater(act, part);
      else this.followActs(act.scenario, part);
    }
  }

  tellOfOthers(others: OtherWorkers): void {
    if (this.stage) this.stage.others = others;
  }

  /** A scenario starts nothing more. */
  windUp(scenario: number): void {
    if (this.state === 'running') this.parts.get(scenario)?.driver?.windUp();
  }

  /** Ends now; what is in progress is interrupted. Idempotent. */
  stop(): void {
    if (this.state === 'ended') return;
    this.toolbox.ending = true;
    if (this.state === 'running') for (const { driver } of this.parts.values()) driver?.stop();
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

  private makeToolbox(post: (snapshot: Snapshot, added: Series[]) => void): Toolbox {
    const { worker, workers, plan, environment } = this.assignment;
    const broken = (error: unknown) => this.breakOff(error);
    const clock = new RunClock();
    const alarms = new AlarmClock(clock, broken);
    const deadlines = new Map<number, Deadlines>();
    const output = { post, health: () => this.selfWatch.take() };
    const recorder = new Recorder(plan, clock, this.redact, output, this.assignment.once !== undefined);
    const problem = (sentence: string) => this.problems.push(this.redact(sentence));
    const fillIn = fillerOf(environment, this.assignment.secrets, problem);
    return {
      clock,
      alarms,
      turns: new Turns(broken),
      recorder,
      ceiling: new RateCeiling(environment.maxRequestsPerSecond / workers, alarms),
      origins: new Origins(
        new HostGuard(environment),
        environment.hosts,
        proxyRoute(environment.proxy, fillIn),
      ),
      network: {
        clock,
        lookup: cachedLookup(freshMs(environment.resolve), undefined, plan.script?.settings.dns),
        sourceFor: sourceAddresses(plan),
        sockets: this.sockets,
        remotes: recorder.remotes,
        tls: tlsSettings(environment, fillIn, problem, plan.script?.settings.tlsAuth),
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

  private addScenario(
    scenario: Scenario,
    index: number,
    { first, behindAll }: { first: number; behindAll: number },
    sources: RowSources,
  ): void {
    const planned = peakVus(scenario.executor);
    const { length } = this.assignment.plan.scenarios;
    // More VUs than planned, when somebody steers: their numbers are behind those of all scenarios, and nobody else's.
    const { once } = this.assignment;
    const numberOf = (vu: number) =>
      once ? once.vu : vu < planned ? first + vu : behindAll + index + (vu - planned) * length;
    const { plan, environment, secrets, worker, workers } = this.assignment;
    const { toolbox } = this;
    const names = new Names(plan, scenario, environment, secrets, this.shared);
    const problem = (sentence: string) =>
      this.problems.push(this.redact(`scenario "${scenario.name}": ${sentence}`));
    const program = compileScenario(scenario, toolbox, { names, counter: toolbox.counter, problem });
    for (const dataset of program.datasets) sources.used(dataset, { executor: scenario.executor, index });
    const lane = laneOf(scenario.executor, index, worker, workers);
    const recorder = toolbox.recorder.scenarios[index];
    if (lane === null || !recorder) return;
    const departures = new Departures();
    const kit = {
      toolbox,
      program,
      recorder,
      departures,
      drawRow: (dataset: number, number: number) => this.drawRow(sources.of(dataset), index, number - first),
      withoutRow: (dataset: number) => this.withoutRow(sources.of(dataset), index),
    };
    const patience = new Alarm(toolbox.alarms, () => departures.cutOff());
    const ended = () => {
      patience.set(toolbox.clock.now() + durationMs(plan.teardownTimeout));
      departures.whenEmpty(() => {
        patience.cancel();
        this.scenarioEnded(index);
      });
    };
    const make = (startMs: number) => {
      const scriptVus = this.stage?.maker(index, numberOf, startMs, once?.iteration);
      return makeDriver(scenario.executor, {
        startMs,
        lane,
        period: scenario.pacing ? compilePacing(scenario.pacing) : null,
        toolbox,
        recorder,
        makeVu: scriptVus ?? ((vu, crew) => new Vu(numberOf(vu), kit, crew, once?.iteration)),
        ended,
      });
    };
    this.parts.set(index, { make, driver: null, startMs: 0 });
  }

  private startDriver(scenario: number, startMs: number): void {
    const part = this.parts.get(scenario);
    if (!part || part.driver) return;
    part.startMs = startMs;
    part.driver = part.make(startMs);
    part.driver.start();
    if (actsOf(this.acts, scenario).length > 0) this.followActs(scenario, part);
  }

  private followActs(scenario: number, { driver }: ScenarioPart): void {
    const { executor } = this.assignment.plan.scenarios[scenario] ?? {};
    if (executor) driver?.steer(steeredExecutor(executor, actsOf(this.acts, scenario)));
  }

  /** What has not started, or ends by iterations, has no curve that ends. */
  private isStoppedByHand({ scenario, intoMs }: ScenarioAct, { driver }: ScenarioPart): boolean {
    const { executor } = this.assignment.plan.scenarios[scenario] ?? {};
    return driver === null || intoMs < 0 || !executor || courseOf(executor, []) === null;
  }

  private stopLater({ scenario, intoMs }: ScenarioAct, { driver, startMs }: ScenarioPart): void {
    if (driver) {
      new Alarm(this.toolbox.alarms, () => driver.windUp()).set(startMs + intoMs);
      return;
    }
    this.parts.delete(scenario);
    this.scenarioEnded(scenario);
  }

  private scenarioEnded(scenario: number): void {
    this.atWork--;
    if (this.state !== 'running') return;
    const { scenarios } = this.assignment.plan;
    if (scenarios.some(({ startAfter }) => startAfter === scenarios[scenario]?.name))
      this.send({ type: 'scenario-ended', scenario, atMs: this.toolbox.clock.now() });
    if (this.atWork === 0) this.end();
  }

  /** The next row for VU `vu` (from 0) of a scenario, or the one that a past iteration had. */
  private drawRow(source: RowSource | undefined, scenario: number, vu: number): DataRow | undefined {
    const { once } = this.assignment;
    const past = source && once?.rows?.[source.name];
    return past === undefined ? source?.draw(scenario, once ? 0 : vu) : source?.rows[past];
  }

  /** What happens in a scenario when a VU finds no row: why its iteration fails, or null when the VU stops. */
  private withoutRow(source: RowSource | undefined, scenario: number): IterationFailure | null {
    if (!source || source.atEnd === 'error' || source.atEnd === 'start-over')
      return new IterationFailure(`the dataset "${source?.name}" has no row left`);
    // Of rows for iterations each worker has its own, and uses them all. Of rows for VUs there is one order for all.
    if (source.atEnd === 'stop-scenario') {
      if (source.perVu) this.send({ type: 'data-over', scenario });
      else this.windUp(scenario);
    }
    return null;
  }

  /** The setup or teardown of the plan, with a clock and a recorder of its own. */
  private makeErrand(phase: ErrandPhase): Errand {
    const { plan, environment, secrets } = this.assignment;
    const snapshots: Snapshot[] = [];
    const added: Series[] = [];
    const toolbox = this.makeToolbox((snapshot, more) => {
      snapshots.push(snapshot);
      added.push(...more);
    });
    const timeoutMs = phase === 'summary' ? SUMMARY_MS : durationMs(plan[`${phase}Timeout`]);
    if (this.script)
      return new ScriptErrand({
        stage: this.script.stage(toolbox),
        toolbox,
        phase,
        shared: this.shared,
        timeoutMs,
        snapshots,
        added,
      });
    if (phase === 'summary') throw new Error('Only a script has a summary of its own');
    const source = { name: '', phase, variables: {}, vuSetup: [], steps: plan[phase], vuTeardown: [] };
    const names = new Names(plan, source, environment, secrets, this.shared);
    const problem = (sentence: string) => this.problems.push(this.redact(`${phase}: ${sentence}`));
    const program = compileScenario(source, toolbox, { names, counter: toolbox.counter, problem });
    return new StepsErrand({ toolbox, program, slots: names.slots, timeoutMs, snapshots });
  }
}
