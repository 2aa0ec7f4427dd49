import { expect, it } from 'vitest';
import { serveRoutes } from '@/app/api/testing/serve-routes.ts';
import type { RunSet } from '@/lib/api/run-sets.ts';
import { comparisonText } from '@/lib/gate/comparison-text.ts';
import { alternate } from '@/lib/headless/alternate.ts';
import { RunServer } from '@/lib/headless/run-server.ts';
import { pinBaseline } from '@/lib/server/baselines/baselines.ts';
import { createEnvironment } from '@/lib/server/environments/create.ts';
import { createPlan } from '@/lib/server/plans/create.ts';
import { stopRun } from '@/lib/server/runs/stop.ts';
import type { FakeRun } from '@/lib/server/testing/fake-engine.ts';
import { smallPlan } from '@/lib/server/testing/plans.ts';
import { supervised } from '@/lib/server/testing/supervised.ts';

/** Half a minute of requests, no two seconds alike. */
function measure(run: FakeRun, median: number): void {
  for (let second = 0; second < 30; second++) {
    const wander = 1 + 0.05 * Math.sin(second * 1.7) ** 3;
    run.pass(
      1,
      Array.from({ length: 30 }, (_, at) => ({ responseMs: median * wander * (1 + 0.03 * at) })),
    );
  }
  run.finish();
}

it('lets the command line run two releases in alternation and judge them', { timeout: 120_000 }, async () => {
  const { ctx, runs, engine } = await supervised();
  await runs.start();
  const document = smallPlan({ name: 'Shop', warmUp: 'none' });
  await createPlan({ ctx, input: { document } });
  for (const name of ['Old', 'New'])
    await createEnvironment({ ctx, input: { name, baseUrl: 'http://127.0.0.1:9' } });
  const server = new RunServer(await serveRoutes(ctx), undefined);
  const asked = { plan: 'Shop', a: 'Old=1.0', b: 'New=1.1', runs: 2, failOn: ['worse:p95'] };
  await expect(alternate(server, { ...asked, b: 'Newer' }, () => {})).rejects.toThrow(
    'There is no environment "Newer" on the server; there are "New", "Old"',
  );
  const sentences: string[] = [];
  const told = alternate(server, asked, ({ sentence }) => sentences.push(sentence), 20);
  for (const median of [40, 60]) measure((await engine.next()).begin(), median);
  const comparison = await told;
  if (typeof comparison === 'string') throw new Error(comparison);
  expect(comparison.baseline.release).toBe('1.0');
  expect(sentences.at(-1)).toBe('All 2 runs are over.');
  expect(comparisonText(comparison)).toContain('Compared with release 1.0');

  const { baseline } = comparison;
  const place = { id: baseline.plan.id, environmentId: baseline.environment.id ?? '' };
  const of = { ...baseline, id: '' };
  expect(await server.findBaseline('pinned', of)).toBeNull();
  await pinBaseline({ ctx, input: { ...place, body: { runId: baseline.id } } });
  expect(await server.findBaseline('pinned', of)).toMatchObject({ id: baseline.id });
});

it('measures noise for the command line, and runs what such a set lacks', { timeout: 120_000 }, async () => {
  const { ctx, runs, engine } = await supervised();
  await runs.start();
  const [scenario] = smallPlan().scenarios;
  if (!scenario) throw new Error('The small plan has no scenario');
  const executor = { type: 'constant-vus', vus: 10, duration: '30s' } as const;
  const document = smallPlan({ name: 'Shop', warmUp: 'none', scenarios: [{ ...scenario, executor }] });
  await createPlan({ ctx, input: { document } });
  await createEnvironment({ ctx, input: { name: 'Old', baseUrl: 'http://127.0.0.1:9' } });
  const server = new RunServer(await serveRoutes(ctx), undefined);
  const asked = { plan: 'Shop', a: 'Old=1.0', runs: 2, failOn: [] };
  await expect(alternate(server, { ...asked, failOn: ['worse'] }, () => {})).rejects.toThrow('needs --b');
  await expect(alternate(server, { runs: 2, failOn: [] }, () => {})).rejects.toThrow('Name a plan and --a');
  await expect(alternate(server, { ...asked, again: 'x' }, () => {})).rejects.toThrow(
    'leave out the plan, --a',
  );

  const sets: RunSet[] = [];
  const broken = alternate(server, asked, (set) => sets.push(set), 20);
  measure((await engine.next()).begin(), 40);
  const second = (await engine.next()).begin().pass(3);
  await stopRun({ ctx, input: { id: sets[0]?.runs[1]?.run.id ?? '' } });
  second.finish();
  // Two are needed to tell what they differ by.
  await expect(broken).rejects.toThrow('Broken off: run 2 of 2');
  const told = alternate(server, { runs: 2, failOn: [], again: sets[0]?.id }, (set) => sets.push(set), 20);
  measure((await engine.next()).begin(), 44);
  expect(await told).toContain('From run to run 2 equal runs in this environment differed in p50');
  expect(sets.at(-1)?.sentence).toBe('All 2 runs are over.');
});
