import { expect, it } from 'vitest';
import { randomFrom } from '../judge/random.ts';
import { peakLoad } from './parts.ts';
import { creepOf, type LaunchRehearsal, launchReport } from './report.ts';
import { LaunchSettings } from './settings.ts';

type Over = Partial<LaunchRehearsal> & {
  verdicts?: Partial<Record<string, 'passed' | 'failed' | 'aborted'>>;
};

function launch({ verdicts = {}, ...over }: Over = {}): LaunchRehearsal {
  const run = (part: string): LaunchRehearsal['levels'][number]['run'] => ({
    id: part,
    plan: { id: 'p', name: 'P', versionId: 'v', versionNumber: 1 },
    environment: { id: 'e', name: 'E', baseUrl: 'http://127.0.0.1' },
    ...{
      release: '',
      gitCommit: '',
      note: '',
      pinned: false,
      status: 'finished',
      createdAt: '2026-01-01T00:00:00Z',
    },
    ...{ startedAt: null, endedAt: null, durationSeconds: 60, figures: null },
    verdict: verdicts[part] ?? 'passed',
    endReason: `${part} ended`,
  });
  return {
    ...{ id: 'l', plan: { id: 'p', name: 'P' }, environment: run('x').environment, release: '1.0' },
    createdAt: '2026-01-01T00:00:00Z',
    settings: LaunchSettings.parse({ peak: { by: 'load', load: 100 } }),
    ...{ unit: 'users', peak: 100, creep: { probability: 0.5, msPerMinute: 0, change: 0 }, worst: [] },
    leak: null,
    levels: (['baseline', 'target', 'sustained', 'failure', 'capacity'] as const).map((part) => ({
      ...{ part, load: part === 'capacity' ? null : 100, run: run(part) },
    })),
    capacity: capacityOf(220, 240),
    ...over,
  };
}

const capacityOf = (low: number, high: number): LaunchRehearsal['capacity'] => ({
  ...{ unit: 'users', thresholds: [], leftOut: [], phase: 'over', load: 0, since: 0, purpose: null },
  ...{ holdsAt: low, breaksAt: high, steps: [], beyond: null },
  answer: { low, high, best: low, isSure: true, end: 'found', detail: null },
});

it('is ready only when everything was measured, and held', () => {
  expect(launchReport(launch())).toMatchObject({ readiness: 'ready', risks: [], headroom: 2.2 });
  expect(launchReport(launch({ verdicts: { sustained: 'aborted' } })).readiness).toBe('incomplete');
});

it('is not ready when the peak fails, or is beyond the capacity', () => {
  expect(launchReport(launch({ verdicts: { target: 'failed' } })).answer).toContain(
    'Not ready. At the expected peak of 100 users',
  );
  expect(launchReport(launch({ capacity: capacityOf(60, 90) })).answer).toContain(
    '60 to 90 users: less than the expected peak',
  );
});

it('names the risks: too little headroom, creep, a bad failure', () => {
  expect(launchReport(launch({ capacity: capacityOf(150, 160) })).risks[0]).toContain(
    'at least 1.5 times the expected peak; 2 times',
  );
  const creep = { probability: 0.0001, msPerMinute: 5, change: 0.4 };
  expect(launchReport(launch({ creep })).risks[0]).toContain('crept up by 40 %');
  // Which a machine that others use does by itself.
  for (const drift of [
    { ...creep, probability: 0.005 },
    { ...creep, change: 0.15 },
  ])
    expect(launchReport(launch({ creep: drift })).readiness).toBe('ready');
  expect(launchReport(launch({ creep: null })).risks[0]).toContain('too short');
  expect(creepOf([1, 2, 3, 4, 5, 6, 7], 5)).toBeNull();
  expect(launchReport(launch({ verdicts: { failure: 'failed' } }))).toMatchObject({
    readiness: 'ready-with-risks',
  });
});

it('is not simply ready with a leak, which no threshold sees in so short a time', () => {
  const leak = 'Memory (external) grows by 40 kB a second. One more gigabyte in 7 h of this load.';
  const { readiness, risks } = launchReport(launch({ leak }));
  expect(readiness).toBe('ready-with-risks');
  expect(risks).toEqual([`While the peak was sustained, memory was not given back. ${leak}`]);
});

it('finds a creep that is there, and hardly ever one in noise', () => {
  let found = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const random = randomFrom(seed);
    const noise = Array.from({ length: 20 }, () => 100 + 20 * random());
    if ((creepOf(noise, 30)?.probability ?? 1) < 0.01) found++;
    const rising = noise.map((ms, at) => ms + 4 * at);
    expect(creepOf(rising, 30)?.probability).toBeLessThan(0.01);
  }
  expect(found).toBeLessThanOrEqual(6);
});

it('reckons users from visits by Little', () => {
  const settings = LaunchSettings.parse({
    peak: { by: 'visits', visitsPerHour: 36_000, sessionSeconds: 180 },
  });
  expect(peakLoad(settings, 'users')).toBe(1800);
  expect(peakLoad(settings, 'iterations per second')).toBe(10);
});

it('says what twice the peak brings', () => {
  const asked = launch();
  const figures = { requests: 1, failedRate: 0.02, requestsPerSecond: 20, p50: 1, p95: 2050, p99: 3 };
  const at = { target: figures, failure: { ...figures, requestsPerSecond: 28 } };
  const levels = asked.levels.map(({ run, ...level }) => ({
    ...level,
    run: { ...run, figures: level.part === 'target' || level.part === 'failure' ? at[level.part] : null },
  }));
  expect(launchReport({ ...asked, levels }).good.at(-1)).toBe(
    'At twice the expected peak all thresholds still hold. It serves 1.4 times the requests of the peak, p95 2.05 s, 2 % failed.',
  );
});
