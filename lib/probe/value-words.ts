import {
  formatBytes,
  formatCount,
  formatMs,
  formatPercent,
  formatRate,
  threeDigits,
} from '../format/format.ts';
import type { ProbeUnit } from './series.ts';

/** A value of a probe with its unit. */
export const PROBE_VALUE_WORDS: Record<ProbeUnit, (value: number) => string> = {
  seconds: (seconds) => formatMs(seconds * 1000),
  bytes: formatBytes,
  'bytes-per-second': (value) => `${formatBytes(value)}/s`,
  'per-second': (value) => formatRate(value),
  cores: (value) => `${threeDigits(value)} cores`,
  share: formatPercent,
  count: (value) => (Number.isInteger(value) ? formatCount(value) : threeDigits(value)),
};
