import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { readSparse } from '../histogram/sparse.ts';
import { countedPart } from '../run/counted.ts';
import { msOf } from '../run/latency-figures.ts';
import type { Series } from '../run/series.ts';
import type { Snapshot } from '../run/snapshot.ts';
import type { Count, Criterion } from './criterion.ts';
import type { StepFigures } from './report.ts';

/** What is kept of a second at one load. */
type Second = {
  second: number;
  counts: Count[];
  responseTime: Uint8Array[];
  requests: number;
  failed: number;
  iterations: number;
  dropped: number;
  /** Mean response time, milliseconds; null when nothing was answered. */
  meanMs: number | null;
};

/** The seconds that were measured at one load. */
export class StepWatch {
  readonly seconds: Second[] = [];
  private readonly series: readonly Series[];
  private readonly criteria: readonly Criterion[];

  /** `series` may grow while the run goes on. */
  constructor(series: readonly Series[], criteria: readonly Criterion[]) {
    this.series = series;
    this.criteria = criteria;
  }

  add(whole: Snapshot): void {
    const snapshot = countedPart(whole, this.series);
    const answers = snapshot.series.filter((one) => this.series[one.series]?.stream === undefined);
    let [sum, timed] = [0, 0];
    for (const one of answers) {
      const times = readSparse(one.responseTime);
      sum += times?.sum ?? 0;
      timed += times?.total ?? 0;
    }
    this.seconds.push({
      second: snapshot.second,
      counts: this.criteria.map((criterion) => criterion.count(snapshot)),
      responseTime: answers.map(({ responseTime }) => responseTime),
      requests: sumOf(answers, ({ count }) => count),
      failed: sumOf(answers, ({ failed }) => failed),
      iterations: sumOf(snapshot.scenarios, ({ iterations }) => iterations),
      dropped: sumOf(snapshot.scenarios, ({ droppedIterations }) => droppedIterations),
      meanMs: timed === 0 ? null : msOf(sum / timed),
    });
  }

  /** What counted against the threshold of this index, second by second, from a second of the step on. */
  counts(criterion: number, from: number): Count[] {
    return this.seconds.slice(from).map(({ counts }) => counts[criterion] ?? { bad: 0, of: 0 });
  }

  /** Logarithms of mean response times, since those differ by factors; a second without any is as the one before. */
  pace(): number[] {
    let last = this.seconds.find(({ meanMs }) => meanMs !== null)?.meanMs ?? 1;
    return this.seconds.map(({ meanMs }) => {
      last = meanMs ?? last;
      return Math.log(Math.max(last, SMALLEST_MS));
    });
  }

  figures(from: number, to = this.seconds.length): StepFigures {
    const seconds = this.seconds.slice(from, to);
    const histogram = new LatencyHistogram();
    for (const { responseTime } of seconds) for (const bytes of responseTime) histogram.mergeEncoded(bytes);
    const percentile = (percent: number) =>
      histogram.count === 0 ? null : msOf(histogram.percentile(percent));
    const requests = sumOf(seconds, (one) => one.requests);
    const span = Math.max(1, seconds.length);
    return {
      requestsPerSecond: requests / span,
      iterationsPerSecond: sumOf(seconds, ({ iterations }) => iterations) / span,
      failedRate: requests === 0 ? 0 : sumOf(seconds, ({ failed }) => failed) / requests,
      p50: percentile(50),
      p95: percentile(95),
      p99: percentile(99),
      meanMs: histogram.count === 0 ? null : msOf(histogram.mean),
      seconds: seconds.length,
    };
  }

  /** The share of iterations that could not start for want of users. */
  droppedShare(from: number): number {
    const seconds = this.seconds.slice(from);
    const dropped = sumOf(seconds, (one) => one.dropped);
    return dropped === 0 ? 0 : dropped / (dropped + sumOf(seconds, ({ iterations }) => iterations));
  }
}

const SMALLEST_MS = 0.001;

const sumOf = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);
