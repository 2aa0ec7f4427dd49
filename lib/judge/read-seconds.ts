import { columnOfPair, rowOfPair } from '../record/dictionary.ts';
import type { Level } from '../record/histogram-form.ts';
import type { PartPlace, RecordReader } from '../record/record-reader.ts';
import type { Stretch } from '../record/stretch.ts';
import { RequestSeconds } from './request-seconds.ts';

/** Seconds of a unit of time, and the part of a record that has them. */
export const UNITS = { second: 1, group: 10, block: 60 } as const satisfies Record<Level, number>;

/** So many units say enough of how a run varies; more only cost time. */
const MOST_UNITS = 1200;

/** The finest unit in which a stretch of so many seconds has not too many. */
export function unitFor(seconds: number): Level {
  if (seconds <= MOST_UNITS) return 'second';
  return seconds <= MOST_UNITS * UNITS.group ? 'group' : 'block';
}

/** The stretch without what is no whole unit. */
export function wholeUnits({ from, to }: Stretch, level: Level): Stretch {
  const unit = UNITS[level];
  return { from: Math.ceil(from / unit) * unit, to: Math.floor(to / unit) * unit };
}

/** What every series did in each unit of a stretch of whole units, by index of the series. */
export async function readSeconds(
  reader: RecordReader,
  stretch: Stretch,
  level: Level,
  breathe?: () => void | Promise<void>,
): Promise<Map<number, RequestSeconds>> {
  const { dictionary } = reader.index;
  const size = UNITS[level];
  const units = Math.max(0, Math.floor((stretch.to - stretch.from) / size));
  const found = new Map<number, RequestSeconds>();
  const requestOf = (row: number): RequestSeconds => {
    const index = Number(dictionary.rows[row]?.key[0]);
    const request = found.get(index) ?? new RequestSeconds(units);
    found.set(index, request);
    return request;
  };
  const unitOf = ({ from, seconds }: PartPlace, part: number) =>
    Math.floor((from + part * seconds - stretch.from) / size);
  const count = dictionary.findColumn('series', 'count');
  const failed = dictionary.findColumn('series', 'failed');
  // A block at a time, so that others may work in between.
  for (let from = stretch.from; from < stretch.to; ) {
    const to = Math.min(stretch.to, (Math.floor(from / UNITS.block) + 1) * UNITS.block);
    await reader.parts({ from, to }, level, 'responseTime', {
      numbers: (place, numbers) => {
        for (const [pair, values] of numbers) {
          const column = columnOfPair(pair);
          if (column !== count && column !== failed) continue;
          const request = requestOf(rowOfPair(pair));
          const sums = column === count ? request.requests : request.failed;
          for (let part = 0; part < values.length; part++) {
            const unit = unitOf(place, part);
            if (unit >= 0 && unit < units) sums[unit] = (sums[unit] ?? 0) + (values[part] ?? 0);
          }
        }
      },
      histograms: (place, row) => {
        const request = requestOf(row.row);
        for (let at = 0; at < row.length; at++) {
          const unit = unitOf(place, row.part[at] ?? 0);
          if (unit >= 0 && unit < units) request.add(unit, row.slot[at] ?? 0, row.count[at] ?? 0);
        }
      },
    });
    await breathe?.();
    from = to;
  }
  return found;
}
