import { expect, it } from 'vitest';
import { testContext } from '../testing/context.ts';
import { sharedAnswer } from './shared-answers.ts';

const asked = (over: object = {}) => ({
  from: 0,
  to: 9,
  width: 1,
  latency: 'responseTime' as const,
  ...over,
});

it('makes an answer once for all who ask the same, and again for any other question', async () => {
  const ctx = await testContext();
  let made = 0;
  const ask = (over: object = {}, id = 'a') =>
    sharedAnswer(ctx, id, 'heatmap', asked(over), async () => ++made);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  expect(await ask()).toBe(1);
  const others = [{ to: 10 }, { width: 2 }, { latency: 'sendDelay' }, { series: new Set([2, 1]) }];
  for (const [at, other] of others.entries()) expect(await ask(other)).toBe(at + 2);
  expect(await ask({ series: new Set([1, 2]) })).toBe(5);
  expect(await ask({}, 'b')).toBe(6);
});

it('forgets what failed, and what nobody asked for long ago', async () => {
  const ctx = await testContext();
  const fail = () => Promise.reject(new Error('disk'));
  await expect(sharedAnswer(ctx, 'a', 'w', asked(), fail)).rejects.toThrow('disk');
  expect(await sharedAnswer(ctx, 'a', 'w', asked(), async () => 'well')).toBe('well');
  for (let to = 10; to < 70; to++) await sharedAnswer(ctx, 'a', 'w', asked({ to }), async () => to);
  expect(await sharedAnswer(ctx, 'a', 'w', asked(), async () => 'again')).toBe('again');
});
