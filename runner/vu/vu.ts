import type { DataRow } from '../../lib/plan/dataset-rows.ts';
import { Connection } from '../http/connection.ts';
import { Cookies } from '../http/cookies.ts';
import { Exchange, type Requester } from '../http/exchange.ts';
import type { Origin } from '../http/origins.ts';
import type { RequestPlan } from '../http/request-plan.ts';
import type { ScenarioRecorder } from '../recorder/scenario-recorder.ts';
import type { StreamSession } from '../streams/stream-session.ts';
import type { Sleeper } from '../worker/alarm-clock.ts';
import type { Toolbox } from '../worker/toolbox.ts';
import type { Waiting } from '../worker/turns.ts';
import type { Crew, CrewMember } from './crew.ts';
import type { Departures } from './departures.ts';
import type { Program } from './program.ts';
import { IterationFailure, type Values } from './values.ts';

/** What the VUs of one scenario share. */
export type ScenarioKit = {
  toolbox: Toolbox;
  program: Program;
  recorder: ScenarioRecorder;
  /** Draws the next row of a dataset for VU `number`; undefined when none is left. */
  drawRow: (dataset: number, number: number) => DataRow | undefined;
  /** To be called when none is left. Returns why the iteration fails; null when the VU is to stop. */
  withoutRow: (dataset: number) => IterationFailure | null;
  /** Those that perform their teardown after they left. */
  departures: Departures;
};

/** Whether the VU has performed its setup: `new` until then, `leaving` while it performs its teardown. */
type Stage = 'new' | 'ready' | 'leaving' | 'gone';

/** There is no row for the next iteration, and the VU is to stop. */
const STOPS = 'stops';

/** A VU that does not have to wait for anything lets others have their turn after so many instructions. */
const MOST_AT_ONCE = 1000;

/**
 * One virtual user: its place in the program, its variables, cookies and connections. A small machine without promises:
 * it performs instructions until one has to wait, and whoever ends the waiting makes it go on.
 */
export class Vu implements CrewMember, Requester, Values, Sleeper, Waiting {
  alarmSlot = -1;
  /** The next instruction. */
  at = 0;
  iteration: number;
  variables: (string | undefined)[] = [];
  rows: (DataRow | undefined)[] = [];
  readonly counters: number[] = [];
  readonly number: number;
  cookies: Cookies | null = null;
  begunMs = 0;
  reached = false;
  inIteration = false;
  private readonly kit: ScenarioKit;
  private readonly crew: Crew;
  private readonly exchange: Exchange;
  private readonly connections: Connection[] = [];
  /** Of the step that opens one, while it goes on. */
  private session: StreamSession | null = null;
  /** When the next thing should happen; what the send delay of a request is measured from. */
  private dueMs = 0;
  private stage: Stage = 'new';
  /** Why the setup cannot go on. */
  private setupProblem: string | null = null;
  private waiting = true;
  private running = false;
  private queued = false;

  /** Its first iteration has the number `first`. */
  constructor(number: number, kit: ScenarioKit, crew: Crew, first = 0) {
    this.iteration = first - 1;
    this.number = number;
    this.kit = kit;
    this.crew = crew;
    this.exchange = new Exchange(kit.toolbox, this);
    for (let i = 0; i < kit.program.counters; i++) this.counters.push(0);
    for (let i = 0; i < kit.program.slots; i++) this.variables.push(undefined);
  }

  get values(): Values {
    return this;
  }

  begin(dueMs: number): void {
    const { program } = this.kit;
    const lack = program.datasets.length > 0 ? this.drawRows() : null;
    if (lack === STOPS) {
      this.crew.cannotBegin(this);
      return;
    }
    this.iteration++;
    this.inIteration = true;
    this.reached = false;
    this.begunMs = dueMs;
    this.dueMs = dueMs;
    this.at = this.stage === 'new' ? (program.setupAt ?? 0) : 0;
    if (program.slots > 0) this.variables.fill(undefined, program.kept);
    if (lack) this.fail(lack);
    else this.goOn();
  }

  /** The rows of the iteration. Returns why it fails, or `STOPS`, when there are none left. */
  private drawRows(): IterationFailure | typeof STOPS | null {
    const { program, drawRow, withoutRow } = this.kit;
    for (const dataset of program.datasets) {
      const row = drawRow(dataset, this.number);
      this.rows[dataset] = row;
      if (row === undefined) return withoutRow(dataset) ?? STOPS;
    }
    return null;
  }

  /** The setup is over: the first iteration begins. */
  isSetUp(): void {
    this.stage = 'ready';
    this.begunMs = this.dueMs;
    this.at = 0;
  }

  /** Throws IterationFailure when the request before, of the setup, did not succeed. */
  haveSucceeded(): void {
    this.at++;
    const problem = this.setupProblem;
    this.setupProblem = null;
    if (problem !== null) throw new IterationFailure(problem);
  }

  requestFailed(sentence: string): void {
    this.setupProblem ??= sentence;
  }

  /** The teardown is over, or takes too long. */
  isTornDown(): void {
    if (this.stage !== 'leaving') return;
    this.stage = 'gone';
    this.interrupt();
    this.disconnect();
    this.kit.departures.left(this);
  }

  beginAt(dueMs: number): void {
    this.kit.toolbox.alarms.set(this, dueMs);
  }

  /** Cuts off the iteration in progress; it is counted as interrupted. */
  interrupt(): void {
    const { toolbox, recorder } = this.kit;
    toolbox.alarms.cancel(this);
    this.queued = false;
    this.waiting = true;
    this.exchange.interrupt();
    this.session?.interrupt();
    this.session = null;
    if (!this.inIteration) return;
    this.inIteration = false;
    toolbox.recorder.turnTo(toolbox.clock.now());
    recorder.interrupted();
  }

  leave(): void {
    if (this.stage === 'leaving' || this.stage === 'gone') return;
    const { toolbox, program, departures } = this.kit;
    const { inIteration } = this;
    this.interrupt();
    if (toolbox.ending) return;
    const isUsed = this.stage === 'ready' || (program.setupAt === null && this.iteration >= 0);
    if (program.teardownAt === null || !isUsed) {
      this.stage = 'gone';
      this.disconnect();
      return;
    }
    if (inIteration) this.disconnect();
    this.stage = 'leaving';
    departures.add(this);
    this.dueMs = toolbox.clock.now();
    this.at = program.teardownAt;
    // Whoever lets it go may be in the middle of an answer.
    this.queue();
  }

  private disconnect(): void {
    for (const connection of this.connections) connection.destroy(new Error('the user left'));
    this.connections.length = 0;
  }

  request(plan: RequestPlan): void {
    this.waiting = true;
    this.exchange.send(plan, this.dueMs);
  }

  openSession(make: (dueMs: number) => StreamSession): void {
    this.waiting = true;
    this.session = make(this.dueMs);
    this.session.begin();
  }

  think(ms: number): void {
    if (ms <= 0) return;
    this.waiting = true;
    this.dueMs += ms;
    this.kit.toolbox.alarms.set(this, this.dueMs);
  }

  setVariable(slot: number, value: string | undefined): void {
    this.variables[slot] = value;
  }

  connectionTo(origin: Origin): Connection {
    for (const connection of this.connections) if (connection.origin === origin) return connection;
    const connection = new Connection(origin, this.kit.toolbox.network);
    this.connections.push(connection);
    return connection;
  }

  storeCookies(headers: string | string[], url: string): void {
    this.cookies ??= new Cookies();
    this.cookies.store(headers, url);
  }

  reachedTarget(): void {
    this.reached = true;
  }

  proceed(atMs: number): void {
    this.dueMs = atMs;
    this.goOn();
  }

  proceedLater(atMs: number): void {
    this.dueMs = atMs;
    this.queue();
  }

  fail(failure: IterationFailure): void {
    const { toolbox, recorder, program } = this.kit;
    const now = toolbox.clock.now();
    toolbox.recorder.turnTo(now);
    toolbox.recorder.samples.failures.count(failure.series, 'plan', failure.message);
    const inSetup = this.stage === 'new' && program.setupAt !== null;
    const where = inSetup ? 'the setup of the VU failed: ' : '';
    toolbox.recorder.sample(now, failure.series, 'plan', () => where + failure.message);
    if (this.stage === 'leaving') {
      this.isTornDown();
      return;
    }
    // A setup that fails is not tried again at once.
    if (inSetup) this.reached = false;
    this.crew.failed?.(failure);
    recorder.failed();
    this.over(now);
  }

  wake(dueMs: number): void {
    if (this.inIteration || this.stage === 'leaving') this.goOn();
    else this.begin(dueMs);
  }

  takeTurn(): void {
    if (!this.queued) return;
    this.queued = false;
    this.goOn();
  }

  /** Goes on in the next turn. */
  private queue(): void {
    this.waiting = true;
    this.queued = true;
    this.kit.toolbox.turns.queue(this);
  }

  private goOn(): void {
    this.waiting = false;
    if (!this.running) this.run();
  }

  private run(): void {
    this.running = true;
    let left = MOST_AT_ONCE;
    while (!this.waiting) {
      try {
        left = this.perform(left);
      } catch (error) {
        this.running = error instanceof IterationFailure;
        if (!(error instanceof IterationFailure)) throw error;
        this.waiting = true;
        this.fail(error);
      }
      if (left <= 0 && !this.waiting) this.queue();
    }
    this.running = false;
  }

  private perform(most: number): number {
    const { instructions } = this.kit.program;
    let left = most;
    while (!this.waiting && left > 0) {
      const instruction = instructions[this.at];
      if (instruction) instruction(this);
      else this.complete();
      left--;
    }
    return left;
  }

  complete(): void {
    const { toolbox, recorder } = this.kit;
    const now = toolbox.clock.now();
    toolbox.recorder.turnTo(now);
    recorder.completed(now - this.begunMs);
    this.over(now);
  }

  private over(atMs: number): void {
    this.inIteration = false;
    this.waiting = true;
    if (this.kit.program.closesConnections) for (const connection of this.connections) connection.close();
    this.crew.iterationOver(this, atMs);
  }
}
