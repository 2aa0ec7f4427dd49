import fc from 'fast-check';
import { expect, it } from 'vitest';
import { laneOf } from '../../lib/load/share.ts';
import { Plan } from '../../lib/plan/plan.ts';
import { RELAY_LEAD_MS, Relay } from './relay.ts';

const steps = [{ type: 'request', url: '/' }];
const plan = (vus: number, startTime: string) =>
  Plan.parse({
    version: 1,
    name: 'relay',
    scenarios: [
      { name: 'Second', startAfter: 'First', startTime, executor: { type: 'per-vu-iterations' }, steps },
      { name: 'First', executor: { type: 'per-vu-iterations', vus }, steps },
      { name: 'Third', startAfter: 'Second', executor: { type: 'per-vu-iterations' }, steps },
    ],
  });

it('starts a scenario once, when the last worker has ended the one before, whatever the order', () => {
  const cases = fc.record({
    vus: fc.integer({ min: 1, max: 12 }),
    workers: fc.integer({ min: 1, max: 6 }),
    ends: fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 6, maxLength: 6 }),
    startTime: fc.constantFrom('0s', '250ms', '3s'),
  });
  fc.assert(
    fc.property(cases, ({ vus, workers, ends, startTime }) => {
      const whole = plan(vus, startTime);
      const first = whole.scenarios[1];
      if (!first) throw new Error('no scenario');
      const started: [scenario: number, atMs: number][] = [];
      let now = 0;
      const relay = new Relay(
        whole,
        workers,
        () => now,
        (scenario, atMs) => started.push([scenario, atMs]),
      );
      const taking = ends
        .slice(0, workers)
        .map((atMs, worker) => ({ atMs, worker }))
        .filter(({ worker }) => laneOf(first.executor, 1, worker, workers) !== null)
        .toSorted((a, b) => a.atMs - b.atMs);
      for (const { atMs, worker } of taking) {
        expect(started).toEqual([]);
        now = atMs + 7;
        relay.ended(1, worker, atMs);
        relay.ended(1, worker, atMs);
      }
      const last = taking.at(-1)?.atMs ?? 0;
      const delay = { '0s': 0, '250ms': 250, '3s': 3000 }[startTime] ?? 0;
      expect(started).toEqual([[0, Math.max(last + delay, last + 7 + RELAY_LEAD_MS)]]);
    }),
  );
});
