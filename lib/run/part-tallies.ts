import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { latencyFigures } from './latency-figures.ts';
import type { Series } from './series.ts';
import { SeriesTally } from './series-tally.ts';
import type { ScenarioSnapshot, SeriesSnapshot, Snapshot } from './snapshot.ts';
import type { RequestFigures, ScenarioFigures } from './summary.ts';

type Iterations = Omit<ScenarioFigures, 'scenario' | 'requests' | 'iterationMs'> & {
  duration: LatencyHistogram;
};

/**
 * Requests of a scenario together, and of each of its groups: their histograms are merged as those of single requests are,
 * so that percentiles are exact. Setup, teardown and sessions are not among them.
 */
export class PartTallies {
  private readonly series: readonly Series[];
  private readonly scenarioNames: readonly string[];
  private readonly groups = new Map<string, SeriesTally>();
  private readonly scenarios = new Map<string, SeriesTally>();
  private readonly iterations: Iterations[];

  /** `series` may grow while the run goes on. */
  constructor(series: readonly Series[], scenarioNames: readonly string[]) {
    this.series = series;
    this.scenarioNames = scenarioNames;
    this.iterations = scenarioNames.map(() => ({
      ...{ iterations: 0, interrupted: 0, failed: 0, dropped: 0 },
      duration: new LatencyHistogram(),
    }));
  }

  add({ series, scenarios }: Pick<Snapshot, 'series' | 'scenarios'>): void {
    for (const one of series) this.addSeries(one);
    for (const one of scenarios) this.addIterations(one);
  }

  /** In the order of the series. Latencies and rates are those of `measured`, behind the warm-up. */
  groupFigures(seconds: number, measured: PartTallies, measuredSeconds: number): RequestFigures[] {
    const keys = new Set(this.series.map(({ scenario, group }) => keyOf(scenario, group)));
    return [...keys].flatMap((key) => {
      const tally = this.groups.get(key);
      if (!tally) return [];
      const whole = tally.figures(seconds);
      return measured === this
        ? [whole]
        : [behindWarmUp(whole, measured.groups.get(key)?.figures(measuredSeconds))];
    });
  }

  /** In the order of the plan. */
  scenarioFigures(seconds: number, measured: PartTallies, measuredSeconds: number): ScenarioFigures[] {
    return this.scenarioNames.map((scenario, index) => {
      const { duration: _, ...counts } = this.iterations[index] ?? NOTHING;
      const requests = this.scenarios.get(scenario)?.figures(seconds);
      return {
        scenario,
        ...counts,
        iterationMs: latencyFigures(measured.iterations[index]?.duration),
        requests: !requests
          ? null
          : measured === this
            ? requests
            : behindWarmUp(requests, measured.scenarios.get(scenario)?.figures(measuredSeconds)),
      };
    });
  }

  private addSeries(one: SeriesSnapshot): void {
    const { scenario, group, phase, stream } = this.series[one.series] ?? {};
    if (scenario === undefined || phase !== undefined || stream !== undefined) return;
    this.tally(this.scenarios, scenario, { scenario, group: '', name: '' }).add(one);
    if (!group) return;
    this.tally(this.groups, keyOf(scenario, group), { scenario, group, name: '' }).add(one);
  }

  private addIterations(one: ScenarioSnapshot): void {
    const own = this.iterations[one.scenario];
    if (!own) return;
    own.iterations += one.iterations;
    own.interrupted += one.interruptedIterations;
    own.failed += one.failedIterations;
    own.dropped += one.droppedIterations;
    own.duration.mergeEncoded(one.iterationDuration);
  }

  private tally(all: Map<string, SeriesTally>, key: string, series: Series): SeriesTally {
    const own = all.get(key) ?? new SeriesTally(series);
    all.set(key, own);
    return own;
  }
}

const keyOf = (scenario: string, group: string) => JSON.stringify([scenario, group]);

const NOTHING: Iterations = {
  ...{ iterations: 0, interrupted: 0, failed: 0, dropped: 0 },
  duration: new LatencyHistogram(),
};

/** Counts of the whole run, latencies and rates without the warm-up. */
function behindWarmUp(whole: RequestFigures, later: RequestFigures | undefined): RequestFigures {
  if (!later) return whole;
  const { requestsPerSecond, bytesReceivedPerSecond } = later;
  const { responseTimeMs, serviceTimeMs, sendDelayMs, phasesMs } = later;
  const latencies = { responseTimeMs, serviceTimeMs, sendDelayMs, phasesMs };
  return { ...whole, requestsPerSecond, bytesReceivedPerSecond, ...latencies };
}
