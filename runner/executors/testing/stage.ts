import { limitMs } from '../../../lib/load/schedule.ts';
import { laneOf } from '../../../lib/load/share.ts';
import { durationMs } from '../../../lib/plan/duration.ts';
import type { Executor } from '../../../lib/plan/executor.ts';
import { ScenarioRecorder } from '../../recorder/scenario-recorder.ts';
import type { Crew, CrewMember } from '../../vu/crew.ts';
import { AlarmClock, type Sleeper } from '../../worker/alarm-clock.ts';
import { RunClock } from '../../worker/run-clock.ts';
import type { Toolbox } from '../../worker/toolbox.ts';
import { Turns } from '../../worker/turns.ts';
import type { Driver } from '../driver.ts';
import { makeDriver } from '../make-driver.ts';

export type Log = {
  begun: { dueMs: number; nowMs: number; vu: number }[];
  completed: number;
  interrupted: number;
};

/** A VU whose iterations take a time of their own and touch no network. */
class FakeVu implements CrewMember, Sleeper {
  alarmSlot = -1;
  inIteration = false;
  reached = true;
  begunMs = 0;
  readonly index: number;
  private readonly stage: Stage;
  private readonly crew: Crew;
  constructor(index: number, stage: Stage, crew: Crew) {
    this.index = index;
    this.stage = stage;
    this.crew = crew;
  }
  begin(dueMs: number): void {
    if (this.inIteration) throw new Error('begun twice');
    if (this.stage.rowsLeft <= 0) {
      this.crew.cannotBegin(this);
      return;
    }
    this.stage.rowsLeft--;
    this.inIteration = true;
    this.begunMs = dueMs;
    const nowMs = this.stage.clock.now();
    this.stage.log.begun.push({ dueMs, nowMs, vu: this.index });
    this.reached = this.stage.reaches;
    this.stage.alarms.set(this, nowMs + this.stage.iterationMs);
  }
  beginAt(dueMs: number): void {
    this.stage.alarms.set(this, dueMs);
  }
  wake(dueMs: number): void {
    if (!this.inIteration) {
      this.begin(dueMs);
      return;
    }
    this.end();
  }
  /** Ends its iteration, as the answer of a target does: whatever alarms are due. */
  end(): void {
    this.stage.alarms.cancel(this);
    this.inIteration = false;
    this.stage.log.completed++;
    this.crew.iterationOver(this, this.stage.clock.now());
  }
  leave(): void {
    this.stage.alarms.cancel(this);
    if (this.inIteration) this.stage.log.interrupted++;
    this.inIteration = false;
  }
}

export type Stage = {
  clock: RunClock;
  alarms: AlarmClock;
  log: Log;
  iterationMs: number;
  reaches: boolean;
  rowsLeft: number;
  /** Which worker made a VU, by its index. */
  madeBy: Map<number, number>;
  recorders: ScenarioRecorder[];
  drivers: Driver[];
  vus: FakeVu[];
  ended: number;
  mostVus: number;
};

type Setting = {
  workers?: number;
  /** How long an iteration takes. */
  iterationMs: number;
  /** Whether iterations put anything on the wire. */
  reaches?: boolean;
  startMs?: number;
  /** Of pacing. */
  periodMs?: number;
  /** Iterations for which there is data; VUs that come later cannot begin. */
  rows?: number;
};

/** All lanes of an executor in one place, with fake VUs. The test fakes the time. */
export function perform(
  executor: Executor,
  { workers = 1, iterationMs, reaches = true, startMs = 0, periodMs, rows }: Setting,
): Stage {
  const clock = new RunClock();
  clock.start(process.hrtime.bigint());
  const broken = (error: unknown) => {
    throw error;
  };
  const alarms = new AlarmClock(clock, broken);
  const stage: Stage = {
    clock,
    alarms,
    log: { begun: [], completed: 0, interrupted: 0 },
    iterationMs,
    reaches,
    rowsLeft: rows ?? Number.POSITIVE_INFINITY,
    madeBy: new Map(),
    recorders: [],
    drivers: [],
    vus: [],
    ended: 0,
    mostVus: 0,
  };
  const recorder = { turnTo: () => {} };
  const toolbox = { clock, alarms, turns: new Turns(broken), recorder } as unknown as Toolbox;
  for (let worker = 0; worker < workers; worker++) {
    const lane = laneOf(executor, 0, worker, workers);
    if (!lane) continue;
    const scenario = new ScenarioRecorder(0);
    stage.recorders.push(scenario);
    const made = new Set<number>();
    const makeVu = (index: number, crew: Crew) => {
      if (index % lane.lanes !== lane.lane) throw new Error(`VU ${index} belongs to another worker`);
      if ((stage.madeBy.get(index) ?? worker) !== worker) throw new Error(`VU ${index} works twice`);
      stage.madeBy.set(index, worker);
      made.add(index);
      stage.mostVus = Math.max(stage.mostVus, made.size * lane.lanes);
      const vu = new FakeVu(index, stage, crew);
      stage.vus.push(vu);
      return vu;
    };
    const ended = () => {
      stage.ended++;
    };
    const driver = makeDriver(executor, {
      startMs,
      lane,
      period: periodMs === undefined ? null : () => periodMs,
      toolbox,
      recorder: scenario,
      makeVu,
      ended,
    });
    stage.drivers.push(driver);
    driver.start();
  }
  return stage;
}

export const vusNow = (stage: Stage) => stage.recorders.reduce((sum, { vus }) => sum + vus, 0);
export const dropped = (stage: Stage) =>
  stage.recorders.reduce((sum, one) => sum + one.take().droppedIterations, 0);
/** Milliseconds until everything has ended. */
export const wholeLength = (executor: Executor) => limitMs(executor) + durationMs(executor.gracefulStop);
