import { expect, it } from 'vitest';
import { joinProbes } from './join-probes.ts';
import { ProbeLedger } from './probe-record.ts';
import { runProbes } from './run-probes.ts';
import type { ProbeSeries } from './series.ts';

const series = (key: string, together: ProbeSeries['together']): ProbeSeries => ({
  ...{ key, together, label: key, chart: 'C', unit: 'count', role: null, of: '' },
});

function seen() {
  const ledger = new ProbeLedger();
  ledger.add({ probe: 0, name: 'p', type: 'host' });
  ledger.add({ probe: 0, id: 0, series: series('mean', 'mean') });
  for (const at of [0, 1, 2, 3]) ledger.add({ probe: 0, atMs: at * 2000, values: [0, at] });
  ledger.add({ probe: 0, atMs: 8000, gap: 'gone' });
  ledger.add({ probe: 0, atMs: 10_000, gap: 'gone' });
  ledger.add({ probe: 0, id: 1, series: series('worst', 'max') });
  ledger.add({ probe: 0, atMs: 12_000, values: [0, 6, 1, 60] });
  ledger.add({ probe: 0, atMs: 14_000, gap: 'gone again' });
  return ledger.probes;
}

it('gives looks as they were, and gaps with their reason', () => {
  const [probe] = runProbes(seen(), { from: 2, to: 14, width: 1 }).probes;
  expect(probe).toMatchObject({
    at: [2, 4, 6, 12],
    values: [
      [1, 2, 3, 6],
      [null, null, null, 60],
    ],
    gaps: [{ from: 8, to: 12, reason: 'gone' }],
  });
  expect(runProbes(seen(), { from: 13, to: 20, width: 1 }).probes[0]?.gaps).toEqual([
    { from: 14, to: null, reason: 'gone again' },
  ]);
});

it('puts looks together, each curve in its own way', () => {
  const [probe] = runProbes(seen(), { from: 0, to: 20, width: 6 }).probes;
  expect(probe?.at).toEqual([6, 12, 18]);
  expect(probe?.values).toEqual([
    [1, 3, 6],
    [null, null, 60],
  ]);
});

it('joins stretches into what the whole would be', () => {
  const pieces = [0, 5, 10].map((from) => runProbes(seen(), { from, to: from + 5, width: 1 }));
  expect(joinProbes(pieces)).toEqual(runProbes(seen(), { from: 0, to: 15, width: 1 }));
});
