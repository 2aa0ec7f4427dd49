/** How a vertical axis grows: by steps, or by factors. */
export const SCALES = ['linear', 'log'] as const;
export type Scale = (typeof SCALES)[number];

/** Where a value is on an axis: 0 at its bottom, 1 at its top, beyond them outside. An axis by factors has nothing below its bottom. */
export function placeOn(value: number, [bottom, top]: readonly [number, number], scale: Scale): number {
  if (scale === 'linear') return (value - bottom) / (top - bottom);
  return Math.log(Math.max(value, bottom) / bottom) / Math.log(top / bottom);
}

/** The same of what is kept inside: 0 to 1. */
export function shareOf(value: number, limits: readonly [number, number], scale: Scale): number {
  return Math.min(1, Math.max(0, placeOn(value, limits, scale)));
}
