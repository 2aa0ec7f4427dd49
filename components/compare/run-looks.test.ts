import { expect, it } from 'vitest';
import type { RunListItem } from '@/lib/api/contract.ts';
import { runLooks } from './run-looks.ts';

const run = (id: string, release: string): RunListItem => ({
  ...{
    id,
    release,
    gitCommit: '',
    note: '',
    pinned: false,
    status: 'finished',
    verdict: 'passed',
    endReason: null,
  },
  plan: { id: 'p', name: 'P', versionId: 'v', versionNumber: 1 },
  environment: { id: 'e', name: 'E', baseUrl: 'http://127.0.0.1:9' },
  ...{ createdAt: '2026-01-02T03:04:05.000Z', startedAt: null, endedAt: null },
  ...{ durationSeconds: 60, figures: null },
});

it('calls two runs what they are, and more by their releases', () => {
  const [old, fresh, again] = [run('a', '1.0'), run('b', '1.1'), run('c', '1.1')];
  if (!old || !fresh || !again) throw new Error('Three runs are three');
  expect(runLooks(old, [fresh]).map(({ label }) => label)).toEqual(['Baseline', 'Candidate']);
  expect(runLooks(old, [fresh, again]).map(({ label }) => label)).toEqual([
    'Release 1.0 (baseline)',
    'Release 1.1 (1)',
    'Release 1.1 (2)',
  ]);
});

it('tells any number of runs apart by colour and pattern', () => {
  const runs = Array.from({ length: 6 }, (_, at) => run(`${at}`, `1.${at}`));
  const [baseline, ...others] = runs;
  if (!baseline) throw new Error('Six runs have a first');
  const looks = runLooks(baseline, others).map(({ colour, dash }) => `${colour} ${dash}`);
  expect(new Set(looks).size).toBe(6);
});
