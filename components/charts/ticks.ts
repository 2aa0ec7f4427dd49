const STEPS = [1, 2, 2.5, 5, 10] as const;

/** Round values from 0 on, about `wanted` steps, the last at or above `max`. An axis that starts at 0 cannot exaggerate. */
export function valueTicks(max: number, wanted = 4): number[] {
  if (!(max > 0)) return [0, 1];
  const rough = max / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((each) => each * power >= rough * 0.999) ?? 10) * power;
  const count = Math.ceil(max / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** As `valueTicks`, for things that are counted: no tick between whole numbers. */
export function countTicks(max: number, wanted = 4): number[] {
  const whole = [...new Set(valueTicks(max, wanted).map((tick) => Math.ceil(tick)))];
  return max <= wanted ? Array.from({ length: Math.max(1, Math.ceil(max)) + 1 }, (_, index) => index) : whole;
}

/** Powers of ten from at or below `min` to at or above `max`, at least two; `min` is above 0. With few of them, 2 and 5 between. */
export function logTicks(min: number, max: number): number[] {
  const first = Math.floor(Math.log10(min) + 1e-9);
  const last = Math.max(first + 1, Math.ceil(Math.log10(max) - 1e-9));
  const between = last - first <= 2 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let power = first; power < last; power++)
    for (const step of between) ticks.push(Number((step * 10 ** power).toPrecision(12)));
  return [...ticks, Number((10 ** last).toPrecision(12))];
}

const TIME_STEPS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400,
] as const;

/** Seconds at which a time axis from `from` to `to` has ticks: times of a clock, at most `most` of them. */
export function timeTicks(from: number, to: number, most: number): number[] {
  const step =
    TIME_STEPS.find((each) => (to - from) / each <= most) ?? Math.ceil((to - from) / most / 86_400) * 86_400;
  const ticks: number[] = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) ticks.push(at);
  return ticks;
}

/** A tick of a time axis in milliseconds; all ticks of an axis are in the unit of its top. */
export function msTick(top: number): (ms: number) => string {
  const [size, unit] = top >= 1000 ? [1000, 's'] : [1, 'ms'];
  return (ms) => (ms === 0 ? '0' : `${Number((ms / size).toPrecision(6))} ${unit}`);
}

/** A tick of a logarithmic axis in milliseconds, each in the unit that suits it. */
export function msLogTick(ms: number): string {
  if (ms >= 1000) return `${Number((ms / 1000).toPrecision(6))} s`;
  return ms >= 1 ? `${Number(ms.toPrecision(6))} ms` : `${Number((ms * 1000).toPrecision(6))} µs`;
}

/** A tick of an axis in bytes: `0`, `500 kB`, `1.5 MB`. */
export function byteTick(value: number): string {
  if (value === 0) return '0';
  const [size, unit] =
    value >= 1e9 ? [1e9, 'GB'] : value >= 1e6 ? [1e6, 'MB'] : value >= 1e3 ? [1e3, 'kB'] : [1, 'B'];
  return `${Number((value / size).toPrecision(6))} ${unit}`;
}

/** A tick of an axis that counts: `0`, `250`, `1.5k`. */
export function countTick(value: number): string {
  const [size, unit] = value >= 1e6 ? [1e6, 'M'] : value >= 1e3 ? [1e3, 'k'] : [1, ''];
  return `${Number((value / size).toPrecision(6))}${unit}`;
}
