import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestShop, type TestShop } from '../../examples/shop/test-shop.ts';
import { answersOf, MARGINS } from '../../lib/judge/answers.ts';
import { estimateRuns } from '../../lib/judge/estimate-runs.ts';
import { Plan } from '../../lib/plan/plan.ts';
import { readIndex } from '../../lib/record/record-index.ts';
import { RecordReader } from '../../lib/record/record-reader.ts';
import { conductRun } from '../../lib/run/conduct.ts';
import { readAt } from '../../lib/server/records/file-sink.ts';
import { nodeCompression } from '../../lib/server/records/node-compression.ts';
import { RecordOutput } from '../../lib/server/records/record-output.ts';
import { startRun } from '../../runner/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-equal-'));
const files: FileHandle[] = [];
let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop({ release: '1.1' });
});
afterAll(async () => {
  await Promise.all(files.map((file) => file.close()));
  await shop.close();
  rmSync(folder, { recursive: true });
});

/** So sure must the judge be here to call equal releases different: one in a thousand tests would fail for no reason. */
const LEVEL = 0.001;

const planOf = (url: string) =>
  Plan.parse({
    ...{ version: 1, name: 'Shop', warmUp: 'none' },
    scenarios: [
      {
        name: 'Browse',
        executor: {
          ...{ type: 'constant-arrival-rate', rate: 10, duration: '24s' },
          ...{ preAllocatedVUs: 20, maxVUs: 100 },
        },
        steps: [
          { type: 'request', name: 'List products', url: '/api/v1/products' },
          { type: 'request', name: 'Show product', url: '/api/v1/products/1' },
        ],
      },
    ],
    environment: { baseUrl: url, maxVUs: 100, maxRequestsPerSecond: 1000 },
  });

/** A run of the plan with its record, ready to be compared. */
async function recorded(plan: Plan, name: string) {
  if (!plan.environment) throw new Error('The plan has lost its environment');
  const path = join(folder, name);
  const { finished } = conductRun({
    startRun,
    request: { plan, environment: plan.environment, secrets: {}, workers: 1, seed: 1 },
    release: '1.1',
    outputs: [new RecordOutput(randomUUID(), { path, tailPath: `${path}.tail` })],
  });
  const { reason } = await finished;
  expect(reason).toEqual({ kind: 'completed' });
  const file = await open(path, 'r');
  files.push(file);
  const source = { read: (offset: number, length: number) => readAt(file, offset, length) };
  const index = await readIndex(source, (await file.stat()).size);
  return { id: name, plan, warmUpSeconds: 0, reader: new RecordReader(index, source, nodeCompression) };
}

// Both at once: what the machine does meanwhile happens to both.
it('calls two runs of the same release of the shop equivalent, or has not enough data', async () => {
  const plan = planOf(shop.url);
  const [before, after] = await Promise.all([recorded(plan, 'before'), recorded(plan, 'after')]);
  const estimates = await estimateRuns(before, after, { isPaired: true, isValid: true });
  const { requests, total } = answersOf(estimates, MARGINS, LEVEL);
  expect(requests.map(({ name }) => name).toSorted()).toEqual(['List products', 'Show product']);
  expect(requests[0]?.requests.baseline).toBeGreaterThan(200);
  for (const row of [total, ...requests])
    for (const { metric, answer, interval } of Object.values(row.judged))
      expect(
        ['equivalent', 'not-enough-data'],
        `${row.name} ${metric} ${JSON.stringify(interval)}`,
      ).toContain(answer);
});
