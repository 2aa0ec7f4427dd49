/**
 * The block length for which a circular block bootstrap of the mean of this series has the least error: Politis and White
 * (2004) with the correction of Patton, Politis and White (2009). At least 1; not rounded.
 */
export function blockLength(series: ArrayLike<number>): number {
  const { length } = series;
  if (length < 4) return 1;
  const most = Math.ceil(Math.min(3 * Math.sqrt(length), length / 3));
  const needed = Math.max(5, Math.ceil(Math.log10(length)));
  const lags = Math.min(length - 1, Math.ceil(Math.sqrt(length)) + needed);
  const covariances = autocovariances(series, lags);
  const variance = covariances[0] ?? 0;
  if (variance <= 0) return 1;
  const bandwidth = Math.min(2 * memory(covariances, length, needed), lags);
  let spectrum = variance;
  let slope = 0;
  for (let lag = 1; lag <= bandwidth; lag++) {
    const part = 2 * flatTop(lag / bandwidth) * (covariances[lag] ?? 0);
    spectrum += part;
    slope += lag * part;
  }
  const optimal = Math.cbrt((2 * slope * slope * length) / ((4 / 3) * spectrum * spectrum));
  return Math.max(1, Math.min(most, Number.isFinite(optimal) ? optimal : most));
}

/** The lag behind which so many autocorrelations in a row are too small to be told from 0; at least 1. */
function memory(covariances: Float64Array, length: number, needed: number): number {
  const limit = 2 * Math.sqrt(Math.log10(length) / length);
  const isLarge = (lag: number) => Math.abs((covariances[lag] ?? 0) / (covariances[0] ?? 1)) >= limit;
  const lags = covariances.length - 1;
  let largest = 0;
  let small = 0;
  for (let lag = 1; lag <= lags; lag++) {
    if (isLarge(lag)) {
      largest = lag;
      small = 0;
    } else if (++small === needed) return Math.max(1, lag - needed);
  }
  return Math.max(1, largest);
}

/** The trapezoidal lag window of Politis and Romano (1995). */
const flatTop = (share: number) => (share <= 0.5 ? 1 : 2 * (1 - share));

function autocovariances(series: ArrayLike<number>, lags: number): Float64Array {
  const { length } = series;
  let mean = 0;
  for (let at = 0; at < length; at++) mean += series[at] ?? 0;
  mean /= length;
  const centred = Float64Array.from(series, (value) => value - mean);
  const found = new Float64Array(lags + 1);
  for (let lag = 0; lag <= lags; lag++) {
    let sum = 0;
    for (let at = lag; at < length; at++) sum += (centred[at] ?? 0) * (centred[at - lag] ?? 0);
    found[lag] = sum / length;
  }
  return found;
}
