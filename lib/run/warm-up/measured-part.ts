import { LatencyHistogram } from '../../histogram/latency-histogram.ts';
import { stageStarts } from '../../load/stage-starts.ts';
import type { Plan } from '../../plan/plan.ts';
import { createThresholdBoard, type ThresholdBoard } from '../../thresholds/threshold-board.ts';
import { PartTallies } from '../part-tallies.ts';
import type { Series } from '../series.ts';
import { SeriesTally } from '../series-tally.ts';
import type { Snapshot } from '../snapshot.ts';
import { StreamTally } from '../stream-tally.ts';

/** What the verdict is spoken on: latencies, rates and thresholds of the seconds that were added. */
export class MeasuredPart {
  readonly responseTime = new LatencyHistogram();
  readonly board: ThresholdBoard;
  readonly parts: PartTallies;
  private readonly streams: (StreamTally | undefined)[] = [];
  private readonly series: readonly Series[];
  private readonly tallies: SeriesTally[] = [];

  /** `series` may grow while the run goes on. */
  constructor(plan: Plan, series: readonly Series[]) {
    this.series = series;
    this.parts = new PartTallies(
      series,
      plan.scenarios.map(({ name }) => name),
    );
    this.board = createThresholdBoard(plan, () => stageStarts(plan.scenarios).map(({ atMs }) => atMs));
  }

  add(snapshot: Snapshot): void {
    for (const one of snapshot.series) {
      this.tally(one.series).add(one);
      const stream = this.stream(one.series);
      stream?.add(one);
      if (!stream) this.responseTime.mergeEncoded(one.responseTime);
    }
    this.parts.add(snapshot);
    this.board.add(snapshot);
  }

  tally(index: number): SeriesTally {
    const own = this.tallies[index] ?? new SeriesTally(this.series[index] ?? UNKNOWN);
    this.tallies[index] = own;
    return own;
  }

  /** Of a series of sessions; undefined of any other. */
  stream(index: number): StreamTally | undefined {
    const kind = this.series[index]?.stream;
    if (kind !== undefined) this.streams[index] ??= new StreamTally(kind);
    return this.streams[index];
  }
}

const UNKNOWN: Series = { scenario: '', group: '', name: '' };
