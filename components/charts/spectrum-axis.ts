import type { RunSpectrum } from '@/lib/run/window.ts';

export type SpectrumPoint = RunSpectrum['points'][number];

/** Percentiles that have a tick. */
const TICKS = [0, 50, 90, 99, 99.9, 99.99, 99.999] as const;
/** Behind the last percentile, for the maximum. */
const ROOM_FOR_MAXIMUM = 0.12;

/** How many nines a percentile has: 90 has one, 99 two. The axis has equal steps for each, so that the tail can be seen. */
export const ninesOf = (percent: number): number => Math.log10(1 / (1 - percent / 100));

/** Nines at the right end of the axis, where the maximum is: at least one. */
export function reachOf(spectra: readonly (RunSpectrum | undefined)[]): number {
  const all = spectra.flatMap((spectrum) => spectrum?.points ?? []).filter(({ percent }) => percent < 100);
  return Math.max(1, ...all.map(({ percent }) => ninesOf(percent))) + ROOM_FOR_MAXIMUM;
}

/** Where a percentile is on the axis, 0 to 1. */
export const placeOf = (percent: number, reach: number): number =>
  percent >= 100 ? 1 : Math.min(1, ninesOf(percent) / reach);

/** Percentiles with a tick; the maximum has its own. */
export const percentTicks = (reach: number): number[] =>
  TICKS.filter((percent) => placeOf(percent, reach) <= LAST_TICK);

/** Further right a label would touch that of the maximum. */
const LAST_TICK = 0.92;

/** `p99.9`, `max`. */
export const percentName = (percent: number): string =>
  percent >= 100 ? 'max' : `p${Number(percent.toPrecision(percent < 99 ? 3 : percent < 99.9 ? 4 : 6))}`;

/** How many requests of so many are slower: `1 in 1,000`. */
export function slowerThan(percent: number, count: number): string {
  if (percent >= 100) return 'the slowest of all';
  const slower = Math.round(((100 - percent) / 100) * count);
  return `${slower.toLocaleString('en')} of ${count.toLocaleString('en')} slower`;
}

/** The point nearest to a place on the axis. */
export function pointAt(points: readonly SpectrumPoint[], place: number, reach: number): number {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [at, { percent }] of points.entries()) {
    const distance = Math.abs(placeOf(percent, reach) - place);
    if (distance < least) [nearest, least] = [at, distance];
  }
  return nearest;
}
