import type { ScenarioScript } from '../../../lib/plan/script.ts';
import type { Connection } from '../../http/connection.ts';
import type { Hop } from '../../http/exchange.ts';
import type { ScenarioRecorder } from '../../recorder/scenario-recorder.ts';
import type { Crew, CrewMember } from '../../vu/crew.ts';
import type { Values } from '../../vu/values.ts';
import type { Sleeper } from '../../worker/alarm-clock.ts';
import type { Toolbox } from '../../worker/toolbox.ts';
import type { Waiting } from '../../worker/turns.ts';
import type {
  HostAnswer,
  HostExecution,
  HostRequest,
  HostSocket,
  HostSocketRequest,
  HostVu,
  LogLevel,
  MetricKind,
  SocketListener,
  Tags,
} from '../guest/host.ts';
import type { Ending, Vu as GuestVu, Phase } from '../guest/vu.ts';
import type { BuiltinMetrics, HopTimes } from './builtin-metrics.ts';
import { hopTag } from './hop-tag.ts';
import { debugOfAnswer, debugOfRequest } from './http-debug.ts';
import { Lane } from './lane.ts';
import { enter } from './rejections.ts';
import { ScriptJar } from './script-jar.ts';
import { ScriptSocket } from './script-socket.ts';
import type { OpenSeries, ScenarioSeries } from './series.ts';
import { TooManyNames } from './series.ts';
import { socketMetrics } from './socket-metrics.ts';
import type { ScenarioTally } from './tally.ts';
import type { Targets } from './targets.ts';
import { placed, type World } from './world.ts';

/** What the script VUs of one scenario share. */
export type ScriptKit = {
  toolbox: Toolbox & { scriptTargets: Targets };
  world: World;
  recorder: ScenarioRecorder;
  series: ScenarioSeries;
  metrics: BuiltinMetrics;
  scenario: string;
  executor: string;
  tally: ScenarioTally;
  script: ScenarioScript;
  /** `__ENV` of the run. */
  env: Record<string, string>;
  tags: Tags;
  /** System tags that samples do not get. */
  withheld: ReadonlySet<string>;
  resetsCookies: boolean;
  /** How long a connection is used again. */
  reuses: 'always' | 'within-iteration' | 'nothing';
  httpDebug: 'headers' | 'full' | null;
  /** Facts about the whole worker. */
  execution: () => Omit<HostExecution, 'scenario' | 'executor'>;
  log: (level: LogLevel, text: string) => void;
  /** Ends the run, since the script wanted it or cannot go on; or marks it as failed, whereupon it goes on. */
  end: (kind: 'script-abort' | 'script-error' | 'script-failed', detail: string) => void;
  /** What setup() gave, as JSON. */
  data: () => string | null;
};

/** A virtual user that runs a function of a script. */
export class ScriptVu implements CrewMember, HostVu, Sleeper, Waiting, Values {
  alarmSlot = -1;
  readonly number: number;
  iteration: number;
  readonly variables = NONE;
  readonly rows = NONE;
  inIteration = false;
  reached = true;
  begunMs = 0;
  /** When the next request should go out. */
  dueMs = 0;
  cookies: ScriptJar | null = null;
  readonly kit: ScriptKit;
  private readonly crew: Crew;
  private readonly lanes: Lane[] = [];
  private guest: GuestVu | null = null;
  private data: unknown;
  private slept: (() => void) | null = null;
  private startsAt = false;
  /** Number of the iteration in the whole run. */
  private inTest: number | null = null;
  private turns: (() => void)[] = [];
  /** Promises of the script's top level are kept. */
  private settled = false;
  /** Told apart, so that what comes too late is not heard. */
  private nth = 0;
  /** It ends the run. */
  private aborted = false;
  /** The request that checks of its group look at. */
  private lastSeries = 0;
  private lastGroup: string | null = null;

  /** Its first iteration has the number `first`. */
  constructor(number: number, kit: ScriptKit, crew: Crew, first = 0) {
    this.iteration = first - 1;
    this.number = number;
    this.kit = kit;
    this.crew = crew;
  }

  /** Runs the top level of the script for this VU. Throws what the script throws. */
  load(): GuestVu {
    if (this.guest) return this.guest;
    const { world, env, data } = this.kit;
    this.guest = world.makeVu(this, env);
    const json = data();
    if (json !== null) this.data = world.guest.fromJson(json);
    return this.guest;
  }

  begin(dueMs: number): void {
    this.startsAt = false;
    this.iteration++;
    this.inTest = this.kit.tally.next();
    this.begunMs = this.dueMs = dueMs;
    this.inIteration = true;
    const { kit } = this;
    if (kit.resetsCookies) this.cookies = null;
    try {
      this.load();
    } catch (error) {
      kit.end('script-error', error instanceof Error ? error.message : String(error));
      return;
    }
    this.perform('iteration', kit.script.exec, [this.data], (ending) => this.over(ending));
  }

  /** Runs a function of the script; `done` is called once, never before this returns. */
  perform(phase: Phase, exec: string, args: unknown[], done: (ending: Ending) => void): void {
    const { kit, iteration } = this;
    const nth = ++this.nth;
    if (kit.world.makesPromises && !this.settled) {
      // What its top level began with promises is kept first.
      this.load();
      this.settled = true;
      this.later(() => nth === this.nth && this.perform(phase, exec, args, done));
      return;
    }
    this.enter();
    let returned = false;
    kit.world.guest.begin(
      this.load(),
      {
        phase,
        exec,
        iteration: phase === 'iteration' ? iteration : 0,
        iterationInTest: this.inTest,
        env: kit.script.env,
        tags: kit.tags,
        group: phase === 'setup' || phase === 'teardown' ? `::${phase}` : '',
        args,
      },
      (ending) => {
        if (nth !== this.nth) return;
        // What never waits must not starve the rest, nor nest ever deeper.
        if (returned) done(ending);
        else this.later(() => nth === this.nth && done(ending));
      },
    );
    returned = true;
  }

  beginAt(dueMs: number): void {
    this.startsAt = true;
    this.kit.toolbox.alarms.set(this, dueMs);
  }

  interrupt(): void {
    const { toolbox, recorder } = this.kit;
    toolbox.alarms.cancel(this);
    this.nth++;
    this.slept = null;
    this.turns = [];
    for (const lane of this.lanes) if (lane.busy) lane.interrupt();
    if (this.guest) this.kit.world.guest.interrupt(this.guest);
    if (!this.inIteration) return;
    this.inIteration = false;
    toolbox.recorder.turnTo(toolbox.clock.now());
    recorder.interrupted();
    this.kit.tally.interrupted();
  }

  leave(): void {
    this.interrupt();
    if (this.kit.toolbox.ending) return;
    for (const lane of this.lanes) lane.leave();
    this.lanes.length = 0;
  }

  wake(dueMs: number): void {
    if (this.startsAt) {
      this.begin(dueMs);
      return;
    }
    this.dueMs = dueMs;
    this.enter();
    const { slept } = this;
    this.slept = null;
    slept?.();
  }

  /** A promise of the script was rejected, and nobody took notice. */
  rejected(error: unknown): void {
    if (this.guest) this.kit.world.guest.rejected(this.guest, error);
  }

  takeTurn(): void {
    this.enter();
    const now = this.turns;
    this.turns = [];
    for (const turn of now) turn();
  }

  later(work: () => void): void {
    if (this.turns.push(work) === 1) this.kit.toolbox.turns.queue(this);
  }

  after(ms: number, ring: () => void): () => void {
    const { alarms } = this.kit.toolbox;
    const timer: Sleeper = {
      alarmSlot: -1,
      wake: (dueMs) => {
        this.dueMs = dueMs;
        this.enter();
        ring();
      },
    };
    alarms.set(timer, this.now() + ms);
    return () => alarms.cancel(timer);
  }

  // What the script asks for.

  now(): number {
    return this.kit.toolbox.clock.now();
  }

  send(request: HostRequest, done: (answer: HostAnswer) => void): void {
    const lane = this.lanes.find(({ busy }) => !busy) ?? this.addLane();
    const { kit, nth } = this;
    let returned = false;
    if (kit.httpDebug) kit.log('info', debugOfRequest(request, kit.httpDebug));
    const answer = (given: HostAnswer) => {
      if (nth !== this.nth) return;
      this.enter();
      if (kit.httpDebug) kit.log('info', debugOfAnswer(given, kit.httpDebug));
      if (returned) done(given);
      else this.later(() => nth === this.nth && done(given));
    };
    try {
      lane.send(request, answer);
    } catch (error) {
      lane.busy = false;
      if (error instanceof TooManyNames) {
        this.kit.end('script-error', error.message);
        throw error.message;
      }
      throw typeof error === 'string' ? error : error instanceof Error ? error.message : String(error);
    }
    returned = true;
  }

  sleep(ms: number, done: () => void): void {
    this.slept = done;
    this.kit.toolbox.alarms.set(this, this.now() + ms);
  }

  check(group: string, name: string, passed: boolean, tags: Tags | null): void {
    const { kit } = this;
    const atMs = this.now();
    const { recorder } = kit.toolbox;
    recorder.turnTo(atMs);
    const series = this.lastGroup === group ? this.lastSeries : kit.series.checksOf(group);
    recorder.namedCheck(series, name).count(passed);
    kit.metrics.check(passed, atMs, (tag) => (tag === 'check' ? name : this.tag(tag, group, tags)));
  }

  groupEnded(group: string, ms: number): void {
    const { metrics, toolbox } = this.kit;
    const atMs = this.now();
    toolbox.recorder.turnTo(atMs);
    this.kit.series.entered(group);
    metrics.all.family('group_duration', 'trend', true).add(ms, atMs, (tag) => this.tag(tag, group, null));
  }

  metric(
    name: string,
    kind: MetricKind,
    isTime: boolean,
    value: number,
    group: string,
    tags: Tags | null,
  ): void {
    const atMs = this.now();
    this.kit.toolbox.recorder.turnTo(atMs);
    this.kit.metrics.all.family(name, kind, isTime).add(value, atMs, (tag) => this.tag(tag, group, tags));
  }

  log(level: LogLevel, text: string): void {
    this.kit.log(level, text);
  }

  abort(reason: string): void {
    if (this.aborted) return;
    this.aborted = true;
    // Behind the turn in which this iteration is counted.
    setImmediate(() => setImmediate(() => this.kit.end('script-abort', reason)));
  }

  markFailed(reason: string): void {
    this.kit.end('script-failed', reason);
  }

  jar(): ScriptJar {
    this.cookies ??= new ScriptJar();
    return this.cookies;
  }

  openSocket(request: HostSocketRequest, listener: SocketListener): HostSocket {
    const { toolbox, series, metrics } = this.kit;
    const target = toolbox.scriptTargets.of(request.url.replace(/^ws/i, 'http'));
    if (target.origin.proxy && !target.origin.secure)
      throw 'a session with ws:// cannot go through the proxy of the environment; use wss://';
    toolbox.recorder.turnTo(this.now());
    this.reached = true;
    return new ScriptSocket({
      toolbox,
      origin: target.origin,
      path: target.path,
      request,
      jar: request.jar instanceof ScriptJar ? request.jar : this.jar(),
      series: series.sessions(request.group, request.name),
      metrics: socketMetrics(
        metrics.all,
        () => this.now(),
        (status) => (tag) => {
          if (tag === 'status') return `${status}`;
          if (tag === 'url' || tag === 'name') return request.name;
          return this.tag(tag, request.group, request.tags);
        },
      ),
      listener: this.entering(listener),
    });
  }

  /** The listener, called as code of this VU. */
  private entering(listener: SocketListener): SocketListener {
    const nth = this.nth;
    const here = () => {
      this.enter();
      return nth === this.nth;
    };
    return {
      opened: (...told) => here() && listener.opened(...told),
      refused: (...told) => here() && listener.refused(...told),
      failed: (message) => this.later(() => here() && listener.failed(message)),
      message: (data) => here() && listener.message(data),
      ping: () => here() && listener.ping(),
      pong: () => here() && listener.pong(),
      closed: (...told) => here() && listener.closed(...told),
    };
  }

  newJar(): ScriptJar {
    return new ScriptJar();
  }

  execution(): HostExecution {
    const { scenario, executor, execution } = this.kit;
    return { scenario, executor, ...execution() };
  }

  // What its lanes ask for.

  seriesOf(group: string, name: string): OpenSeries {
    const series = this.kit.series.of(group, name);
    this.lastSeries = series.index;
    this.lastGroup = group;
    return series;
  }

  hop(
    request: HostRequest,
    hop: Hop,
    times: HopTimes,
    errorCode: number,
    connection: Connection | null,
  ): void {
    const { error, received, sent } = hop;
    const failed = request.unjudged ? null : error !== null;
    this.kit.metrics.hop(times, failed, received, sent, hop.times.endMs, (tag) => {
      if (this.kit.withheld.has(tag)) return this.ownTag(tag, request.tags);
      return hopTag(tag, request, hop, errorCode, connection) ?? this.tag(tag, request.group, request.tags);
    });
  }

  private tag(tag: string, group: string, tags: Tags | null): string | undefined {
    const own = this.ownTag(tag, tags);
    if (own !== undefined || this.kit.withheld.has(tag)) return own;
    switch (tag) {
      case 'scenario':
        return this.kit.scenario;
      case 'group':
        return group;
      case 'vu':
        return `${this.number}`;
      case 'iter':
        return `${this.iteration}`;
      default:
        return undefined;
    }
  }

  /** What the script itself says. */
  private ownTag(tag: string, tags: Tags | null): string | undefined {
    return tags && Object.hasOwn(tags, tag) ? tags[tag] : this.kit.tags[tag];
  }

  private enter(): void {
    if (this.kit.world.makesPromises) enter(this);
  }

  /** Counts how long a setup() or teardown() lasted that has begun at 0. */
  lasted(phase: 'setup' | 'teardown', ms: number): void {
    this.kit.toolbox.recorder.turnTo(ms);
    this.kit.series.entered(`::${phase}`);
    this.kit.metrics.errand(ms, ms, (tag) => this.tag(tag, '', null));
  }

  private addLane(): Lane {
    const lane = new Lane(this);
    this.lanes.push(lane);
    return lane;
  }

  private over(ending: Ending): void {
    const { toolbox, recorder, metrics } = this.kit;
    const now = toolbox.clock.now();
    toolbox.recorder.turnTo(now);
    this.kit.tally.completed();
    if (ending.ok) {
      recorder.completed(now - this.begunMs);
    } else {
      const message = placed(ending.message, ending.stack);
      recorder.failed();
      toolbox.recorder.samples.failures.count(null, 'plan', message);
      toolbox.recorder.sample(now, null, 'plan', () => message);
      if (!this.aborted) this.kit.log('error', message);
    }
    metrics.iteration(now - this.begunMs, now, (tag) => this.tag(tag, '', null));
    this.inIteration = false;
    if (this.kit.reuses !== 'always') for (const lane of this.lanes) lane.leave();
    // The last iteration of a scenario would end the run as if nothing were.
    if (!this.aborted) this.crew.iterationOver(this, now);
  }
}

const NONE: never[] = [];
