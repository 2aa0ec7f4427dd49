import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { SelfWatch } from './self-watch.ts';

let watch: SelfWatch | undefined;
afterEach(() => watch?.stop());

const started = (sockets = { open: 0 }) => {
  watch = new SelfWatch(3, sockets);
  watch.start();
  return watch;
};

/** Enough short-lived objects that the young generation is collected many times. */
function makeGarbage() {
  let kept: { text: string }[] = [];
  for (let i = 0; i < 2_000_000; i++) {
    kept.push({ text: `${i}` });
    if (kept.length > 10_000) kept = [];
  }
  return kept;
}

it('adds up the pauses of garbage collection, once each', async () => {
  const own = started();
  makeGarbage();
  await setTimeout(0);
  const first = own.take();
  expect(first.worker).toBe(3);
  expect(first.gcUs).toBeGreaterThan(0);
  expect(first.maxGcPauseUs).toBeGreaterThan(0);
  expect(first.maxGcPauseUs).toBeLessThanOrEqual(first.gcUs);
  const second = own.take();
  expect(second.gcUs).toBeLessThan(first.gcUs);
});

const block = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

it('knows how long the event loop stood still, also right behind the last second', async () => {
  const own = started();
  await setTimeout(0);
  own.take();
  block(120);
  await setTimeout(0);
  expect(own.take().maxEventLoopDelayUs).toBeGreaterThan(100_000);
});

it('counts a delay that still goes on', () => {
  const own = started();
  block(80);
  expect(own.take().maxEventLoopDelayUs).toBeGreaterThan(60_000);
});

it('says how many sockets are open at that moment', () => {
  const sockets = { open: 7 };
  const own = started(sockets);
  expect(own.take().sockets).toBe(7);
  sockets.open = 2;
  expect(own.take().sockets).toBe(2);
});
