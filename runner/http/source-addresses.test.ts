import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../lib/plan/sample-plan.ts';
import { sourceAddresses } from './source-addresses.ts';

const planOf = (vus: number) =>
  samplePlan({
    scenarios: [
      {
        name: 'Many',
        executor: { type: 'constant-vus', vus, duration: '10s' },
        steps: [{ type: 'request', url: '/' }],
      },
    ],
  });

describe('sourceAddresses', () => {
  it('spreads the connections of very many VUs to a loopback target evenly', () => {
    const sourceFor = sourceAddresses(planOf(20_000), 'linux');
    const counts = new Map<string | undefined, number>();
    for (let i = 0; i < 600; i++) {
      const source = sourceFor('127.0.0.1');
      counts.set(source, (counts.get(source) ?? 0) + 1);
    }
    expect([...counts.values()]).toEqual(Array.from({ length: 60 }, () => 10));
    expect([...counts.keys()].every((source) => /^127\.0\.0\.\d+$/.test(source ?? ''))).toBe(true);
  });

  it('leaves every other connection to the system', () => {
    expect(sourceAddresses(planOf(9_999), 'linux')('127.0.0.1')).toBeUndefined();
    expect(sourceAddresses(planOf(20_000), 'darwin')('127.0.0.1')).toBeUndefined();
    const sourceFor = sourceAddresses(planOf(20_000), 'linux');
    for (const host of ['shop.example.com', '127.example.com', '10.0.0.1', '::1', 'localhost']) {
      expect(sourceFor(host)).toBeUndefined();
    }
  });
});
