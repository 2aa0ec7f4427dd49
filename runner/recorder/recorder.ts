import { checkName } from '../../lib/plan/check-name.ts';
import type { Check } from '../../lib/plan/condition.ts';
import type { Plan } from '../../lib/plan/plan.ts';
import { type Series, seriesKey, seriesOf } from '../../lib/run/series.ts';
import type { ErrorSample, MetricSnapshot, Snapshot, WorkerHealth } from '../../lib/run/snapshot.ts';
import type { RunClock } from '../worker/run-clock.ts';
import { CheckRecorder } from './check-recorder.ts';
import { ErrorSamples } from './error-samples.ts';
import { Remotes } from './remotes.ts';
import { ExchangeSamples } from './samples/exchange-samples.ts';
import { ScenarioRecorder } from './scenario-recorder.ts';
import { type RequestTimes, SeriesRecorder } from './series-recorder.ts';
import { StreamRecorder } from './stream-recorder.ts';

export type { RequestTimes };

const SECOND_MS = 1000;

type Output = {
  /** `added`: series that were not known before. */
  post: (snapshot: Snapshot, added: Series[]) => void;
  health: () => WorkerHealth;
};

/**
 * Counts what one worker does and posts it second by second. Whoever records says when it happened; the second is
 * closed before anything of the next one is counted, however late the timer is.
 */
export class Recorder {
  readonly scenarios: ScenarioRecorder[];
  readonly remotes = new Remotes();
  private readonly series: SeriesRecorder[];
  private readonly seriesByKey: Map<string, number>;
  private readonly checks = new Map<string, CheckRecorder>();
  /** Failures counted by signature, and whole exchanges. */
  readonly samples: ExchangeSamples;
  private readonly errors: ErrorSamples;
  private added: Series[] = [];
  /** Takes the metrics of a script. */
  metrics: (() => MetricSnapshot[]) | null = null;
  private readonly clock: RunClock;
  private readonly output: Output;
  private second = 0;
  private secondEndsMs = SECOND_MS;
  private timer: NodeJS.Timeout | null = null;

  /** `keepsAll`: of every exchange, for a single iteration. */
  constructor(
    plan: Plan,
    clock: RunClock,
    redact: (text: string) => string,
    output: Output,
    keepsAll = false,
  ) {
    this.clock = clock;
    this.output = output;
    this.samples = new ExchangeSamples(redact, keepsAll);
    this.errors = new ErrorSamples(redact);
    const table = seriesOf(plan);
    this.seriesByKey = new Map(table.map((series, index) => [seriesKey(series), index]));
    this.series = table.map((_, index) => new SeriesRecorder(index));
    this.scenarios = plan.scenarios.map((_, index) => new ScenarioRecorder(index));
  }

  /** Index and recorder of a series of the plan. */
  seriesFor(series: Series): { index: number; recorder: SeriesRecorder } {
    const index = this.seriesByKey.get(seriesKey(series)) ?? -1;
    const recorder = this.series[index];
    if (!recorder) throw new Error(`The plan has no series ${seriesKey(series)}`);
    return { index, recorder };
  }

  /** The same of sessions. */
  streamFor(series: Series): { index: number; recorder: StreamRecorder } {
    const { index, recorder } = this.seriesFor(series);
    return { index, recorder: recorder.stream ?? new StreamRecorder(recorder) };
  }

  get seriesCount(): number {
    return this.series.length;
  }

  /** A series that the plan could not know; announced with the next second. */
  addSeries(series: Series): { index: number; recorder: SeriesRecorder } {
    const index = this.series.length;
    const recorder = new SeriesRecorder(index);
    this.series.push(recorder);
    this.added.push(series);
    return { index, recorder };
  }

  checkFor(series: number, check: Check): CheckRecorder {
    return this.namedCheck(series, checkName(check));
  }

  namedCheck(series: number, name: string): CheckRecorder {
    const key = `${series} ${name}`;
    const recorder = this.checks.get(key) ?? new CheckRecorder(series, name);
    this.checks.set(key, recorder);
    return recorder;
  }

  /** Closes the seconds that ended by `nowMs`. To be called before something that happened at `nowMs` is counted. */
  turnTo(nowMs: number): void {
    while (nowMs >= this.secondEndsMs) this.closeSecond();
  }

  sample(
    atMs: number,
    series: number | null,
    kind: ErrorSample['kind'],
    message: () => string,
    status?: number,
  ): void {
    this.errors.add(atMs, series, kind, message, status);
  }

  /** Posts a snapshot at the end of every second from now on. */
  start(): void {
    const wait = Math.max(1, Math.ceil(this.secondEndsMs - this.clock.now()));
    this.timer = setTimeout(() => {
      this.turnTo(this.clock.now());
      this.start();
    }, wait);
  }

  /** Posts what is left, also of a second that has not ended; nothing when that second is empty. */
  finish(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.turnTo(this.clock.now());
    const rest = this.takeSecond();
    const empty =
      rest.series.length + rest.checks.length + rest.errors.length === 0 &&
      rest.scenarios.every(
        (s) => s.iterations + s.interruptedIterations + s.droppedIterations + s.failedIterations === 0,
      );
    if (!empty || rest.second === 0) this.post(rest);
  }

  private post(snapshot: Snapshot): void {
    const { added } = this;
    if (added.length > 0) this.added = [];
    this.output.post(snapshot, added);
  }

  private closeSecond(): void {
    this.post(this.takeSecond());
    this.second++;
    this.secondEndsMs = (this.second + 1) * SECOND_MS;
  }

  private takeSecond(): Snapshot {
    return {
      second: this.second,
      series: this.series.map((series) => series.take()).filter((series) => series !== null),
      scenarios: this.scenarios.map((scenario) => scenario.take()),
      checks: [...this.checks.values()].map((check) => check.take()).filter((check) => check !== null),
      errors: this.errors.take(),
      failures: this.samples.failures.take(),
      remotes: this.remotes.take(),
      samples: this.samples.take(this.secondEndsMs),
      ...(this.metrics ? { metrics: this.metrics() } : {}),
      health: [this.output.health()],
    };
  }
}
