import { PROBE_UNITS, type ProbeUnit } from '../series.ts';

/** `CPU [cores] = sum(rate(process_cpu_seconds_total[1m]))`: a name, a unit, a query. */
export const QUERY_LINE =
  /^\s*([^=[\]]*[^=[\]\s])\s*(?:\[(seconds|bytes|bytes-per-second|per-second|cores|share|count)\]\s*)?=\s*(\S.*)$/;

export type NamedQuery = { name: string; unit: ProbeUnit; query: string };

/** Of a line that passed the pattern. */
export function readQueryLine(line: string): NamedQuery {
  const [, name = '', written, query = ''] = QUERY_LINE.exec(line) ?? [];
  return { name, unit: PROBE_UNITS.find((unit) => unit === written) ?? 'count', query };
}
