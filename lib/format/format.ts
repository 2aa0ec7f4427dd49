/**
 * Figures as people read them: three significant digits and a unit. The exact value belongs beside them (`exact…`), as a
 * title. `NONE` stands where nothing was measured; it is never a zero.
 */
export const NONE = '–';

type Figure = number | null | undefined;
type Unit = { size: number; name: string };

const missing = (value: Figure): value is null | undefined =>
  value === null || value === undefined || Number.isNaN(value);

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 });

/** Three significant digits without exponent: 312.4 -> `312`, 1.5 -> `1.50`, 0.01234 -> `0.0123`, 1234 -> `1,230`. */
export function threeDigits(value: number): string {
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(3));
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(rounded))));
  return decimals > 0 ? rounded.toFixed(Math.min(decimals, 20)) : grouped.format(rounded);
}

/** The value in the largest of the units (ascending sizes) in which it is at least 1 after rounding. */
function scaled(value: number, units: readonly [Unit, ...Unit[]]): { value: number; unit: string } {
  const rounded = Math.abs(Number(value.toPrecision(3)));
  let chosen = units[0];
  for (const unit of units) if (rounded >= unit.size) chosen = unit;
  return { value: value / chosen.size, unit: chosen.name };
}

function withUnit(value: Figure, units: readonly [Unit, ...Unit[]], gap = ' '): string {
  if (missing(value)) return NONE;
  const { value: amount, unit } = scaled(value, units);
  return unit ? `${threeDigits(amount)}${gap}${unit}` : threeDigits(amount);
}

const TIMES: readonly [Unit, ...Unit[]] = [
  { size: 1, name: 'ms' },
  { size: 1000, name: 's' },
  { size: 600_000, name: 'min' },
];

/** Milliseconds: `312 ms`, `1.23 s`; from ten minutes on minutes. */
export function formatMs(ms: Figure): string {
  if (missing(ms)) return NONE;
  const { unit } = scaled(ms, TIMES);
  return `${threeDigits(unit === 'min' ? ms / 60_000 : unit === 's' ? ms / 1000 : ms)} ${unit}`;
}

const THOUSANDS: readonly [Unit, ...Unit[]] = [
  { size: 1, name: '' },
  { size: 1e3, name: 'k' },
  { size: 1e6, name: 'M' },
  { size: 1e9, name: 'G' },
];

/** Per second: `512/s`, `1.23k/s`. */
export function formatRate(perSecond: Figure, unit = '/s'): string {
  return missing(perSecond) ? NONE : withUnit(perSecond, THOUSANDS, '') + unit;
}

/** How many: whole up to 9,999, then `12.3k`, `4.56M`. Fractions (planned VUs on a ramp) keep three digits. */
export function formatCount(count: Figure): string {
  if (missing(count)) return NONE;
  if (Number.isInteger(count) && Math.abs(count) < 10_000) return grouped.format(count);
  return withUnit(count, THOUSANDS, '');
}

/** `1 request`, `12.3k requests`. */
export const formatRequests = (count: Figure): string =>
  `${formatCount(count)} ${count === 1 ? 'request' : 'requests'}`;

const BYTES: readonly [Unit, ...Unit[]] = [
  { size: 1, name: 'B' },
  { size: 1e3, name: 'kB' },
  { size: 1e6, name: 'MB' },
  { size: 1e9, name: 'GB' },
  { size: 1e12, name: 'TB' },
];

/** Bytes in decimal units: `512 B`, `1.23 MB`. */
export function formatBytes(bytes: Figure): string {
  return withUnit(bytes, BYTES);
}

/**
 * A share from 0 to 1: `0.02 %`, `12.3 %`. What happened at least once is never rounded to `0 %`, and what missed once
 * never to `100 %`.
 */
export function formatPercent(share: Figure): string {
  if (missing(share)) return NONE;
  const percent = share * 100;
  if (percent > 0 && percent < 0.001) return '< 0.001 %';
  if (percent < 100 && percent > 99.9) return percent > 99.999 ? '> 99.999 %' : `${cut(percent, 3)} %`;
  return `${grouped.format(Number(percent.toPrecision(3)))} %`;
}

const cut = (value: number, decimals: number) => Math.floor(value * 10 ** decimals) / 10 ** decimals;

/** A difference, with its sign: 0.123 -> `+12.3 %`. The minus is a real one. */
export function formatChange(share: Figure): string {
  if (missing(share)) return NONE;
  if (share === 0) return '0 %';
  return `${share > 0 ? '+' : '−'}${formatPercent(Math.abs(share))}`;
}

/** Seconds on a clock: 75 -> `1:15`, 3675 -> `1:01:15`. */
export function formatDurationClock(seconds: Figure): string {
  if (missing(seconds)) return NONE;
  const whole = Math.max(0, Math.round(seconds));
  const two = (part: number) => String(part).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

const SPANS = [
  { seconds: 86_400, name: 'd' },
  { seconds: 3600, name: 'h' },
  { seconds: 60, name: 'min' },
  { seconds: 1, name: 's' },
] as const;

/** Seconds in words, the two largest units: 75 -> `1 min 15 s`, 240 -> `4 min`, 0 -> `0 s`. */
export function formatSpan(seconds: Figure): string {
  if (missing(seconds)) return NONE;
  let rest = Math.max(0, Math.round(seconds));
  const first = SPANS.findIndex((span) => rest >= span.seconds);
  if (first === -1) return '0 s';
  const parts: string[] = [];
  for (const { seconds: size, name } of SPANS.slice(first, first + 2)) {
    const amount = Math.floor(rest / size);
    if (amount > 0) parts.push(`${amount} ${name}`);
    rest -= amount * size;
  }
  return parts.join(' ');
}

/** Every digit we have, with the unit: for titles. */
export function exact(value: Figure, unit = ''): string {
  if (missing(value)) return 'nothing measured';
  return unit ? `${grouped.format(value)} ${unit}` : grouped.format(value);
}
