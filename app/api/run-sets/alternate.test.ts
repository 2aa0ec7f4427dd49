import { expect, it } from 'vitest';
import { serveRoutes } from '@/app/api/testing/serve-routes.ts';
import { comparisonText } from '@/lib/gate/comparison-text.ts';
import { alternate } from '@/lib/headless/alternate.ts';
import { RunServer } from '@/lib/headless/run-server.ts';
import { pinBaseline } from '@/lib/server/baselines/baselines.ts';
import { createEnvironment } from '@/lib/server/environments/create.ts';
import { createPlan } from '@/lib/server/plans/create.ts';
import { smallPlan } from '@/lib/server/testing/plans.ts';
import { supervised } from '@/lib/server/testing/supervised.ts';

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
  for (const median of [40, 60]) {
    const run = (await engine.next()).begin();
    for (let second = 0; second < 30; second++) {
      const wander = 1 + 0.05 * Math.sin(second * 1.7) ** 3;
      run.pass(
        1,
        Array.from({ length: 30 }, (_, at) => ({ responseMs: median * wander * (1 + 0.03 * at) })),
      );
    }
    run.finish();
  }
  const comparison = await told;
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
