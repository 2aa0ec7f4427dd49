import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { deadMansSwitch } from './dead-mans-switch.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp() {
  const listeners = new Set<(runId: string) => void>();
  const here = new Set<string>();
  const presence = {
    watchers: (runId: string) => (runId === 'a' ? [...here].map((name) => ({ id: name, name })) : []),
    onChange: (listener: (runId: string) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const tell = () => {
    for (const listener of [...listeners]) listener('a');
  };
  const act = vi.fn();
  const putAway = deadMansSwitch('a', presence, 10_000, act);
  return {
    act,
    putAway,
    listeners,
    come: (name: string) => {
      here.add(name);
      tell();
    },
    leave: (name: string) => {
      here.delete(name);
      tell();
    },
  };
}

it('acts once nobody has watched for as long as it waits, also when nobody ever came', () => {
  const { act, listeners } = setUp();
  vi.advanceTimersByTime(9_999);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(act).toHaveBeenCalledOnce();
  expect(listeners.size).toBe(0);
});

it('does nothing while one of several watches, and waits anew after each', () => {
  const { act, come, leave } = setUp();
  vi.advanceTimersByTime(9_000);
  come('Ana');
  come('Bo');
  vi.advanceTimersByTime(60_000);
  leave('Ana');
  vi.advanceTimersByTime(60_000);
  leave('Bo');
  vi.advanceTimersByTime(9_000);
  come('Bo');
  leave('Bo');
  vi.advanceTimersByTime(9_000);
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(act).toHaveBeenCalledOnce();
});

it('does nothing once it was put away', () => {
  const { act, putAway } = setUp();
  putAway();
  vi.advanceTimersByTime(60_000);
  expect(act).not.toHaveBeenCalled();
});
