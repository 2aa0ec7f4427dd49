import { byteTick, countTick, msTick, valueTicks } from '@/components/charts/ticks.ts';
import type { ProbeUnit } from '@/lib/probe/series.ts';
import { PROBE_VALUE_WORDS as words } from '@/lib/probe/value-words.ts';

type Words = {
  /** Of the axis. */
  unit: string;
  format: (value: number) => string;
  /** What is drawn of a value: times in milliseconds, shares in percent. */
  drawn: (value: number) => number;
  tick: (top: number) => (value: number) => string;
};

const same = (value: number) => value;

/** How values of probes are told, whatever unit they are in. */
export const UNIT_WORDS: Record<ProbeUnit, Words> = {
  seconds: {
    unit: 'time',
    format: words.seconds,
    drawn: (seconds) => seconds * 1000,
    tick: msTick,
  },
  bytes: { unit: 'bytes', format: words.bytes, drawn: same, tick: () => byteTick },
  'bytes-per-second': {
    unit: 'bytes per second',
    format: words['bytes-per-second'],
    drawn: same,
    tick: () => byteTick,
  },
  'per-second': {
    unit: 'per second',
    format: words['per-second'],
    drawn: same,
    tick: () => countTick,
  },
  cores: {
    unit: 'cores',
    format: words.cores,
    drawn: same,
    tick: () => countTick,
  },
  share: {
    unit: 'share of the time',
    format: words.share,
    drawn: (share) => share * 100,
    tick: () => (percent) => `${Number(percent.toPrecision(6))} %`,
  },
  count: { unit: 'number', format: words.count, drawn: same, tick: () => countTick },
};

/** Ticks of an axis for what is drawn. */
export const probeTicks = (highest: number): number[] => valueTicks(highest > 0 ? highest : 1);
