import type { Judged, JudgedRequest, JudgedRuns } from '@/lib/judge/answers.ts';
import type { JudgedMetric } from '@/lib/judge/estimate.ts';
import { byImpact } from '@/lib/judge/impact.ts';
import { seriesKey } from '@/lib/run/series.ts';

/** One request in all runs: the answer to one metric for every candidate; null where it did not make the request. */
export type ManyRow = {
  key: string;
  request: Pick<JudgedRequest, 'scenario' | 'group' | 'name'>;
  cells: (Judged | null)[];
};

/** By impact in any of the candidates, by name, or by the change in the candidate of that index. */
export type ManySort = 'impact' | 'name' | number;

/** Every request that the baseline has in common with any candidate. */
export function manyRows(candidates: readonly JudgedRuns[], metric: JudgedMetric, sort: ManySort): ManyRow[] {
  const rows = new Map<string, ManyRow>();
  const ranks = new Map<string, number>();
  for (const [at, { requests }] of candidates.entries()) {
    for (const [rank, request] of byImpact(requests).entries()) {
      const key = seriesKey(request);
      const { scenario, group, name } = request;
      const row = rows.get(key) ?? {
        key,
        request: { scenario, group, name },
        cells: candidates.map(() => null),
      };
      row.cells[at] = request.judged[metric];
      rows.set(key, row);
      ranks.set(key, Math.min(rank, ranks.get(key) ?? rank));
    }
  }
  const all = [...rows.values()];
  if (sort === 'impact') return all.sort((a, b) => (ranks.get(a.key) ?? 0) - (ranks.get(b.key) ?? 0));
  if (sort === 'name') return all.sort((a, b) => a.request.name.localeCompare(b.request.name));
  const change = ({ cells }: ManyRow) => cells[sort]?.change ?? Number.NEGATIVE_INFINITY;
  return all.sort((a, b) => change(b) - change(a));
}
