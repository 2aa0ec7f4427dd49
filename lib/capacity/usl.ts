import { twoSidedQuantile } from '../judge/student-t.ts';

/** Throughput that was measured at a concurrency. */
export type ScalePoint = { concurrency: number; throughput: number };

/**
 * The Universal Scalability Law of Gunther: throughput λN / (1 + σ(N − 1) + κN(N − 1)). λ is the throughput of one, σ the share of
 * work that is done one after the other, κ what all have to agree upon with all.
 */
export type UslFit = {
  lambda: number;
  sigma: number;
  kappa: number;
  /** Standard errors; 0 of what is held at its bound of 0. */
  errors: { lambda: number; sigma: number; kappa: number };
  /** Concurrency of the largest throughput, and that throughput; null where it grows for ever, or has no top. */
  peak: { concurrency: number; throughput: number } | null;
  /** The share of the variation that it explains. */
  explained: number;
  throughputAt(concurrency: number): number;
  /** Between what the law's throughput lies at 95 %, by the delta method. */
  bandAt(concurrency: number): { low: number; high: number };
};

export type NoFit = { noFit: string };

const FEWEST_POINTS = 5;
/** A larger typical error, as a share of the mean throughput, is no description of what was measured. */
const MOST_ERROR = 0.1;

type Parameters = [lambda: number, sigma: number, kappa: number];

const law = ([lambda, sigma, kappa]: Parameters, n: number) =>
  (lambda * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1));

/** Slopes of the law by its parameters. */
function slopes([lambda, sigma, kappa]: Parameters, n: number): number[] {
  const below = 1 + sigma * (n - 1) + kappa * n * (n - 1);
  const whole = (lambda * n) / below;
  return [n / below, (-whole * (n - 1)) / below, (-whole * n * (n - 1)) / below];
}

/** The law with the least squares of errors, neither σ nor κ below 0, or why there is none. */
export function fitUsl(points: readonly ScalePoint[]): UslFit | NoFit {
  const used = points.filter(({ concurrency, throughput }) => concurrency > 0 && throughput > 0);
  const loads = new Set(used.map(({ concurrency }) => concurrency));
  if (loads.size < FEWEST_POINTS)
    return {
      noFit: `the law has three parameters; ${loads.size === 1 ? 'one load says' : `${loads.size} loads say`} too little about them`,
    };
  const candidates = [[0, 1, 2], [0, 1], [0, 2], [0]].flatMap((free) => {
    const found = leastSquares(used, free);
    return found && found.at[0] > 0 && found.at[1] >= 0 && found.at[2] >= 0 ? [found] : [];
  });
  // Bounds are taken only where the law without them leaves its meaning.
  const best = candidates.sort((a, b) => a.squares - b.squares)[0];
  if (!best) return { noFit: 'no law with meaningful parameters comes near what was measured' };
  const { at, free, squares, covariance } = best;
  const mean = used.reduce((sum, { throughput }) => sum + throughput, 0) / used.length;
  const typical = Math.sqrt(squares / used.length) / mean;
  if (typical > MOST_ERROR)
    return {
      noFit: `the law misses what was measured by ${Math.round(typical * 100)} % of the mean throughput: something else limits this target`,
    };
  const variation = used.reduce((sum, { throughput }) => sum + (throughput - mean) ** 2, 0);
  const freedom = Math.max(1, used.length - free.length);
  const spread = squares / freedom;
  const quantile = twoSidedQuantile(0.05, freedom);
  const error = (parameter: number) => {
    const index = free.indexOf(parameter);
    return index < 0 ? 0 : Math.sqrt(Math.max(0, spread * (covariance[index]?.[index] ?? 0)));
  };
  const [lambda, sigma, kappa] = at;
  const top = kappa > 0 && sigma < 1 ? Math.sqrt((1 - sigma) / kappa) : null;
  return {
    ...{ lambda, sigma, kappa },
    errors: { lambda: error(0), sigma: error(1), kappa: error(2) },
    peak: top === null ? null : { concurrency: top, throughput: law(at, top) },
    explained: variation > 0 ? 1 - squares / variation : 1,
    throughputAt: (n) => law(at, n),
    bandAt: (n) => {
      const slope = pick(slopes(at, n), free);
      const half = quantile * Math.sqrt(Math.max(0, spread * quadratic(covariance, slope)));
      return { low: Math.max(0, law(at, n) - half), high: law(at, n) + half };
    },
  };
}

type Found = { at: Parameters; free: number[]; squares: number; covariance: number[][] };

/** Levenberg and Marquardt, in the parameters that are free; the others are 0. */
function leastSquares(points: readonly ScalePoint[], free: number[]): Found | undefined {
  let at = firstGuess(points, free);
  let squares = squaresOf(points, at);
  // So little is the rounding of what fits exactly.
  const exact = 1e-24 * points.reduce((sum, { throughput }) => sum + throughput ** 2, 0);
  let damping = 1e-3;
  for (let round = 0; round < 200; round++) {
    const { normal, gradient } = normalEquations(points, at, free);
    const damped = normal.map((row, i) => row.map((value, j) => (i === j ? value * (1 + damping) : value)));
    const step = solve(damped, gradient);
    if (!step) return undefined;
    const next: Parameters = [...at];
    for (const [index, parameter] of free.entries())
      next[parameter] = (next[parameter] ?? 0) + (step[index] ?? 0);
    const after = squaresOf(points, next);
    if (after <= squares) {
      const isDone = squares - after <= 1e-12 * squares || after <= exact;
      at = next;
      squares = after;
      damping = Math.max(1e-12, damping / 10);
      if (isDone) break;
    } else {
      damping *= 10;
      if (damping > 1e12) break;
    }
  }
  const { normal } = normalEquations(points, at, free);
  const unit = (index: number) => free.map((_, i) => (i === index ? 1 : 0));
  const covariance = free.map((_, index) => solve(normal, unit(index)) ?? free.map(() => 0));
  return { at, free, squares, covariance };
}

/** N / throughput is a straight line in (N − 1) and N(N − 1), which needs no guess. */
function firstGuess(points: readonly ScalePoint[], free: number[]): Parameters {
  const rows = points.map(({ concurrency: n }) => pick([1, n - 1, n * (n - 1)], free));
  const values = points.map(({ concurrency, throughput }) => concurrency / throughput);
  // Errors of throughput count alike, so those of N / throughput count by the square of throughput² / N.
  const weights = points.map(({ concurrency, throughput }) => (throughput ** 2 / concurrency) ** 2);
  const normal = free.map((_, i) =>
    free.map((_, j) =>
      rows.reduce((sum, row, at) => sum + (weights[at] ?? 0) * (row[i] ?? 0) * (row[j] ?? 0), 0),
    ),
  );
  const right = free.map((_, i) =>
    rows.reduce((sum, row, at) => sum + (weights[at] ?? 0) * (row[i] ?? 0) * (values[at] ?? 0), 0),
  );
  const found = solve(normal, right) ?? [];
  const all = [0, 0, 0];
  for (const [index, parameter] of free.entries()) all[parameter] = found[index] ?? 0;
  const [a = 1, b = 0, c = 0] = all;
  return a > 0 ? [1 / a, b / a, c / a] : [1, 0, 0];
}

const squaresOf = (points: readonly ScalePoint[], at: Parameters) =>
  points.reduce((sum, { concurrency, throughput }) => sum + (throughput - law(at, concurrency)) ** 2, 0);

function normalEquations(points: readonly ScalePoint[], at: Parameters, free: number[]) {
  const normal = free.map(() => free.map(() => 0));
  const gradient = free.map(() => 0);
  for (const { concurrency, throughput } of points) {
    const slope = pick(slopes(at, concurrency), free);
    const off = throughput - law(at, concurrency);
    for (const [i, own] of slope.entries()) {
      gradient[i] = (gradient[i] ?? 0) + own * off;
      const row = normal[i];
      if (row) for (const [j, other] of slope.entries()) row[j] = (row[j] ?? 0) + own * other;
    }
  }
  return { normal, gradient };
}

const pick = (values: readonly number[], free: readonly number[]) => free.map((index) => values[index] ?? 0);

const quadratic = (matrix: readonly number[][], vector: readonly number[]) =>
  matrix.reduce(
    (sum, row, i) =>
      sum + row.reduce((part, value, j) => part + value * (vector[i] ?? 0) * (vector[j] ?? 0), 0),
    0,
  );

/** Gauss with the largest pivot; undefined when there is no single solution. Columns are made alike first. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | undefined {
  const scale = matrix.map((row, i) => Math.sqrt(Math.abs(row[i] ?? 0)) || 1);
  const rows = matrix.map((row, i) => [
    ...row.map((value, j) => value / ((scale[i] ?? 1) * (scale[j] ?? 1))),
    (right[i] ?? 0) / (scale[i] ?? 1),
  ]);
  const { length } = rows;
  for (let column = 0; column < length; column++) {
    let pivot = column;
    for (let row = column + 1; row < length; row++)
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    const [top, chosen] = [rows[column], rows[pivot]];
    if (!top || !chosen || Math.abs(chosen[column] ?? 0) < 1e-14) return undefined;
    rows[pivot] = top;
    rows[column] = chosen;
    for (let row = 0; row < length; row++) {
      const own = rows[row];
      if (row === column || !own) continue;
      const factor = (own[column] ?? 0) / (chosen[column] ?? 1);
      for (let at = column; at <= length; at++) own[at] = (own[at] ?? 0) - factor * (chosen[at] ?? 0);
    }
  }
  return rows.map((row, i) => (row[length] ?? 0) / (row[i] ?? 1) / (scale[i] ?? 1));
}
