import { byteTick, countTick, msTick, valueTicks } from '@/components/charts/ticks.ts';
import {
  formatBytes,
  formatCount,
  formatMs,
  formatPercent,
  formatRate,
  threeDigits,
} from '@/lib/format/format.ts';
import type { ProbeUnit } from '@/lib/probe/series.ts';

type Words = {
  /** Of the axis. */
  unit: string;
  format: (value: number) => string;
  /** What is drawn of a value: times in milliseconds, shares in percent. */
  drawn: (value: number) => number;
  tick: (top: number) => (value: number) => string;
};

const same = (value: number) => value;
const count = (value: number) => (Number.isInteger(value) ? formatCount(value) : threeDigits(value));

/** How values of probes are told, whatever unit they are in. */
export const UNIT_WORDS: Record<ProbeUnit, Words> = {
  seconds: {
    unit: 'time',
    format: (seconds) => formatMs(seconds * 1000),
    drawn: (seconds) => seconds * 1000,
    tick: msTick,
  },
  bytes: { unit: 'bytes', format: formatBytes, drawn: same, tick: () => byteTick },
  'bytes-per-second': {
    unit: 'bytes per second',
    format: (value) => `${formatBytes(value)}/s`,
    drawn: same,
    tick: () => byteTick,
  },
  'per-second': {
    unit: 'per second',
    format: (value) => formatRate(value),
    drawn: same,
    tick: () => countTick,
  },
  cores: {
    unit: 'cores',
    format: (value) => `${threeDigits(value)} cores`,
    drawn: same,
    tick: () => countTick,
  },
  share: {
    unit: 'share of the time',
    format: formatPercent,
    drawn: (share) => share * 100,
    tick: () => (percent) => `${Number(percent.toPrecision(6))} %`,
  },
  count: { unit: 'number', format: count, drawn: same, tick: () => countTick },
};

/** Ticks of an axis for what is drawn. */
export const probeTicks = (highest: number): number[] => valueTicks(highest > 0 ? highest : 1);
