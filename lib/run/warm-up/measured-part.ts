import { LatencyHistogram } from '../../histogram/latency-histogram.ts';
import type { Plan } from '../../plan/plan.ts';
import { createThresholdBoard, type ThresholdBoard } from '../../thresholds/threshold-board.ts';
import type { Series } from '../series.ts';
import { SeriesTally } from '../series-tally.ts';
import type { Snapshot } from '../snapshot.ts';

/** What the verdict is spoken on: latencies, rates and thresholds of the seconds that were added. */
export class MeasuredPart {
  readonly responseTime = new LatencyHistogram();
  readonly board: ThresholdBoard;
  private readonly series: readonly Series[];
  private readonly tallies: SeriesTally[] = [];

  /** `series` may grow while the run goes on. */
  constructor(plan: Plan, series: readonly Series[]) {
    this.series = series;
    this.board = createThresholdBoard(plan);
  }

  add(snapshot: Snapshot): void {
    for (const one of snapshot.series) {
      this.tally(one.series).add(one);
      this.responseTime.mergeEncoded(one.responseTime);
    }
    this.board.add(snapshot);
  }

  tally(index: number): SeriesTally {
    const own = this.tallies[index] ?? new SeriesTally(this.series[index] ?? UNKNOWN);
    this.tallies[index] = own;
    return own;
  }
}

const UNKNOWN: Series = { scenario: '', group: '', name: '' };
