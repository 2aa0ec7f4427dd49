import { expect, it } from 'vitest';
import { ScriptMetrics } from './metrics.ts';

const noTags = () => undefined;

it('says once which trend has values that its percentiles cannot hold', () => {
  const said: string[] = [];
  const metrics = new ScriptMetrics([], (text) => said.push(text));
  const sizes = metrics.family('body_size', 'trend', false);
  for (const value of [0, 3_600_000]) sizes.add(value, 0, noTags);
  expect(said).toEqual([]);
  for (const value of [5_000_000, -1]) sizes.add(value, 0, noTags);
  metrics.family('bytes', 'counter', false).add(5_000_000, 0, noTags);
  expect(said).toEqual([
    expect.stringMatching(/^The trend body_size has the value 5000000: .* another unit\.$/),
  ]);
  expect(metrics.take()).toMatchObject([
    { name: 'body_size', count: 4, min: -1, max: 5_000_000 },
    { name: 'bytes', sum: 5_000_000 },
  ]);
});
