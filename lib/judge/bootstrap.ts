import { blockLength } from './block-length.ts';
import { type Blocks, blocksFor, drawBlocks, runningSums } from './running-sums.ts';

/** One run's part in a difference. */
export type Side = {
  units: number;
  /** What each unit contributes to the error of the figure. */
  influence: Float64Array;
  /** The figure over a selection of units; null when it has none there. */
  figure: (blocks: Blocks) => number | null;
};

/** How often the difference is found again in other selections of units. The standard error is good to 3 %. */
const REPLICATES = 600;
/** In a run of fewer units there is no telling how much it varies. */
const FEWEST_UNITS = 20;

export type Uncertainty = {
  error: number;
  freedom: number;
  /** Units of a block, of both runs. */
  blocks: readonly [baseline: number, candidate: number];
};

/** The least and the most blocks that a run is cut into. */
export type BlockCount = { fewest: number; most: number };
/**
 * The memory that a series shows decides, but blocks have at least a 24th of the run: noise of a machine that drifts
 * over minutes is too weak in every single second to show, and adds up. Measured by `npm run bench:judge`.
 */
const BLOCK_COUNT: BlockCount = { fewest: 10, most: 24 };

/**
 * How uncertain `candidate - baseline` is: the standard deviation of the difference over circular blocks of consecutive
 * units, drawn anew from both runs. Paired runs are drawn at the same times, so that what the schedule does to both is none
 * of the uncertainty. Null when the runs are too short.
 */
export function uncertaintyOf(
  baseline: Side,
  candidate: Side,
  isPaired: boolean,
  random: () => number,
  { fewest: fewestBlocks, most: mostBlocks } = BLOCK_COUNT,
): Uncertainty | null {
  if (Math.min(baseline.units, candidate.units) < FEWEST_UNITS) return null;
  const lengths = isPaired ? pairedLengths(baseline, candidate) : [lengthOf(baseline), lengthOf(candidate)];
  const [ofBaseline = 1, ofCandidate = 1] = lengths;
  const blocksOf = ({ units }: Side, length: number) =>
    blocksFor(units, Math.max(units / mostBlocks, Math.min(length, Math.floor(units / fewestBlocks))));
  const blocks = blocksOf(baseline, ofBaseline);
  const others = isPaired ? blocks : blocksOf(candidate, ofCandidate);
  const fewest = Math.min(baseline.units / blocks.length, candidate.units / others.length);
  let count = 0;
  let mean = 0;
  let squares = 0;
  for (let replicate = 0; replicate < REPLICATES; replicate++) {
    drawBlocks(blocks, baseline.units, random);
    if (!isPaired) drawBlocks(others, candidate.units, random);
    const before = baseline.figure(blocks);
    const after = candidate.figure(others);
    if (before === null || after === null) continue;
    count++;
    const step = after - before - mean;
    mean += step / count;
    squares += step * (after - before - mean);
  }
  if (count < REPLICATES / 2) return null;
  // Blocks vary about their own mean, as values of a sample do: n - 1 of n.
  const correction = fewest / (fewest - 1);
  return {
    error: Math.sqrt((squares / (count - 1)) * correction),
    freedom: fewest - 1,
    blocks: [blocks.length, others.length],
  };
}

/** The standard error of a sum over blocks of so many units, as the circular block bootstrap has it, without drawing any. */
export function blockError(series: Float64Array, length: number): number {
  const sums = runningSums(series);
  const { length: units } = series;
  const count = units / length;
  const mean = ((sums[units] ?? 0) / units) * length;
  let squares = 0;
  for (let start = 0; start < units; start++)
    squares += ((sums[start + length] ?? 0) - (sums[start] ?? 0) - mean) ** 2;
  return Math.sqrt(((count * squares) / units) * (count / (count - 1)));
}

const lengthOf = ({ influence }: Side) => blockLength(influence);

function pairedLengths({ influence: before }: Side, { influence: after }: Side): number[] {
  const length = blockLength(after.map((value, at) => value - (before[at] ?? 0)));
  return [length, length];
}
