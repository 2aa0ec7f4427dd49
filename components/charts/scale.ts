/** How a vertical axis grows: by steps, or by factors. */
export const SCALES = ['linear', 'log'] as const;
export type Scale = (typeof SCALES)[number];

/** Where a value is between the bottom and the top of an axis, 0 to 1. */
export function shareOf(value: number, [bottom, top]: readonly [number, number], scale: Scale): number {
  if (scale === 'linear') return clamp((value - bottom) / (top - bottom));
  return clamp(Math.log(Math.max(value, bottom) / bottom) / Math.log(top / bottom));
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));
