import { PLOT_INSETS } from './plot-insets.ts';
import { placeOn, type Scale } from './scale.ts';

/** Where things are drawn in a chart: pixels from its top left. */
export type PlotScales = {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Outside of the plot, of what is outside of the span. */
  x: (at: number) => number;
  /** Of a value. */
  y: (value: number) => number;
};

/** Of a plot, however narrow its chart. Pixels. */
const LEAST_WIDTH = 50;

type Chart = {
  /** What lies between left and right; seconds, when it is time. */
  span: readonly [from: number, to: number];
  /** The first one is the bottom of the plot, the last one its top. */
  ticks: readonly number[];
  scale: Scale;
  /** Of the whole chart, and how much of it is around the plot. Pixels. */
  width: number;
  height: number;
  insets?: { left: number; right: number; top: number; bottom: number };
};

export function plotScales({ span, ticks, scale, width, height, insets = PLOT_INSETS }: Chart): PlotScales {
  const { left, top } = insets;
  const [right, bottom] = [Math.max(left + LEAST_WIDTH, width - insets.right), height - insets.bottom];
  const reach = [ticks[0] ?? 0, ticks.at(-1) ?? 1] as const;
  return {
    left,
    right,
    top,
    bottom,
    x: (at) => left + placeOn(at, span, 'linear') * (right - left),
    y: (value) => bottom - placeOn(value, reach, scale) * (bottom - top),
  };
}
