import { RunStretch } from '../../api/contract.ts';
import type { RecordReader, Selection } from '../../record/record-reader.ts';
import type { Stretch } from '../../record/stretch.ts';
import type { ShownLatency } from '../../run/shown-latency.ts';
import { invalid } from '../errors.ts';
import { parse } from '../parse.ts';

/** Points of a chart that one answer may have. */
const MAX_POINTS = 4000;

export type AskedStretch = Stretch & Selection & { width: number; latency: ShownLatency };

export type StretchQuery = Record<string, string | undefined>;

/** Of what has no width: none that is left out may be too narrow. */
export const stretchAlone = (query: StretchQuery): StretchQuery => ({ ...query, width: '3600' });

/** What was asked for of a record, within what there is. Throws a Problem. */
export function askedStretch(query: unknown, reader: RecordReader): AskedStretch {
  const { from, to = reader.seconds, width, latency, series } = parse(RunStretch, query);
  const end = Math.min(to, reader.seconds);
  if (from >= end)
    throw invalid([
      {
        path: 'from',
        message: `${from} is not before the end: there are seconds 0 to ${reader.seconds} here`,
      },
    ]);
  if ((end - from) / reader.wholeSteps(width) > MAX_POINTS)
    throw invalid([{ path: 'width', message: `gives more than ${MAX_POINTS} points; ask for wider ones` }]);
  return {
    ...reader.aligned({ from, to: end }),
    ...{ width: reader.wholeSteps(width), latency, series: series && new Set(series) },
  };
}
