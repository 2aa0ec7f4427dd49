import { describe, expect, it } from 'vitest';
import { planLimit } from '@/lib/load/plan-load.ts';
import { Executor, type ExecutorType } from '@/lib/plan/executor.ts';
import { convertExecutor } from './convert-executor.ts';

const TYPES: ExecutorType[] = [
  'ramping-vus',
  'constant-vus',
  'constant-arrival-rate',
  'ramping-arrival-rate',
  'per-vu-iterations',
  'shared-iterations',
];
const constant = Executor.parse({ type: 'constant-vus', vus: 20, duration: '5m', gracefulStop: '7s' });
const lengthMs = (executor: Executor) => planLimit({ scenarios: [{ executor, startTime: '0s' } as never] });

describe('another executor', () => {
  it.each(TYPES)('%s is sound, as long, and keeps the graceful stop', (type) => {
    const converted = convertExecutor(constant, type);
    expect(Executor.parse(converted)).toEqual(converted);
    expect(converted.type).toBe(type);
    expect(converted.gracefulStop).toBe('7s');
    expect(lengthMs(converted)).toBe(300_000);
  });

  it('keeps the number of users', () => {
    const ramping = convertExecutor(constant, 'ramping-vus');
    expect(ramping).toMatchObject({ stages: [{ target: 20 }, { target: 20 }, { target: 0 }] });
    expect(convertExecutor(ramping, 'constant-vus')).toEqual(constant);
  });

  it.each(TYPES)('can be made of what is not sound yet: %s', (type) => {
    const unfinished = { ...constant, vus: 'many', duration: 'long' } as unknown as Executor;
    expect(Executor.safeParse(convertExecutor(unfinished, type)).success).toBe(type !== 'constant-vus');
  });

  it('is the same when the type is', () => {
    expect(convertExecutor(constant, 'constant-vus')).toBe(constant);
  });
});
