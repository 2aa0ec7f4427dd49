import {
  type FailureFigures,
  type FailureSummary,
  MOST_IN_SUMMARY,
  type ShownExchange,
} from './failure-figures.ts';
import { KeptSamples } from './kept-samples.ts';
import type { Series } from './series.ts';
import { type ExchangeSample, type FailureReason, OTHER_FAILURES, type Snapshot } from './snapshot.ts';
import { Trend } from './trend.ts';

/** Signatures of all workers together that are told apart. */
const MOST_GROUPS = 300;

type Group = {
  series: number | null;
  reason: FailureReason;
  signature: string;
  count: number;
  firstSeconds: number;
  lastSeconds: number;
  trend: Trend;
};

type Identity = Pick<Group, 'series' | 'reason' | 'signature'>;
const keyOf = ({ series, reason, signature }: Identity) => `${series} ${reason} ${signature}`;

/** All failures of a run by signature, with the exchanges that are kept of them and of the slowest requests. */
export class FailureGroups {
  private readonly series: readonly Series[];
  private readonly from: number;
  private readonly groups = new Map<string, Group>();
  private readonly kept = new KeptSamples();
  /** Series and reasons of which some were counted together. */
  private readonly overflowed = new Set<string>();

  /** `from` is the second with which the stretch begins that the course of failures is drawn of. */
  constructor(series: readonly Series[], from = 0) {
    this.series = series;
    this.from = from;
  }

  add({ second, failures, samples }: Pick<Snapshot, 'second' | 'failures' | 'samples'>): void {
    for (const { count, ...identity } of failures) {
      const group = this.groupOf(identity, second);
      group.count += count;
      group.lastSeconds = second;
      group.trend.add(second - this.from, count);
    }
    for (const sample of samples) this.kept.add(sample);
  }

  /** The most frequent first. */
  figures(): FailureFigures[] {
    return this.sorted().map((group) => this.figuresOf(group));
  }

  /** The same for a summary, each with an exchange. */
  summary(): FailureSummary[] {
    return this.sorted()
      .slice(0, MOST_IN_SUMMARY)
      .map((group) => {
        const sample = this.kept.firstOf(group);
        return { ...this.figuresOf(group), sample: sample ? this.shown(sample) : null };
      });
  }

  /** Everything that is kept, in the order of time. */
  exchanges(): ShownExchange[] {
    return this.kept.all().map((sample) => this.shown(sample));
  }

  private groupOf(identity: Identity, second: number): Group {
    const own = this.groups.get(keyOf(identity));
    if (own) return own;
    const isOther = identity.signature === OTHER_FAILURES;
    if (isOther) this.overflowed.add(`${identity.series} ${identity.reason}`);
    if (!isOther && this.groups.size >= MOST_GROUPS) {
      return this.groupOf({ ...identity, signature: OTHER_FAILURES }, second);
    }
    const group: Group = {
      ...identity,
      count: 0,
      firstSeconds: second,
      lastSeconds: second,
      trend: new Trend(),
    };
    this.groups.set(keyOf(identity), group);
    return group;
  }

  private sorted(): Group[] {
    return [...this.groups.values()].sort((a, b) => b.count - a.count || a.firstSeconds - b.firstSeconds);
  }

  private figuresOf({
    series,
    reason,
    signature,
    count,
    firstSeconds,
    lastSeconds,
    trend,
  }: Group): FailureFigures {
    const place = series === null ? undefined : this.series[series];
    return {
      scenario: place?.scenario ?? null,
      group: place?.group ?? null,
      name: place?.name ?? null,
      reason,
      signature,
      count,
      atLeast: signature !== OTHER_FAILURES && this.overflowed.has(`${series} ${reason}`),
      firstSeconds,
      lastSeconds,
      trend: trend.figures(),
    };
  }

  private shown({ series, ...sample }: ExchangeSample): ShownExchange {
    const { scenario = '', group = '', name = '' } = this.series[series] ?? {};
    return { scenario, group, name, ...sample };
  }
}
