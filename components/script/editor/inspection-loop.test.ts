import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InspectionLoop } from './inspection-loop.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function loop() {
  const looks: { asked: string; answer: (text: string) => void; fail: (why: string) => void }[] = [];
  const made = new InspectionLoop<string, string>(
    (asked) =>
      new Promise((resolve, reject) =>
        looks.push({ asked, answer: resolve, fail: (why) => reject(new Error(why)) }),
      ),
  );
  return { loop: made, looks };
}

describe('InspectionLoop', () => {
  it('waits for typing to rest, and looks at the last state only', async () => {
    const { loop: it, looks } = loop();
    it.ask('a');
    it.ask('ab');
    await vi.advanceTimersByTimeAsync(200);
    it.ask('abc');
    await vi.advanceTimersByTimeAsync(400);
    expect(looks.map(({ asked }) => asked)).toEqual(['abc']);
    expect(it.state()).toEqual({ isLooking: true, answer: null, error: null });
    looks[0]?.answer('fine');
    await vi.advanceTimersByTimeAsync(0);
    expect(it.state()).toEqual({ isLooking: false, answer: 'fine', error: null });
  });

  it('looks once at a time, and shows no answer to what is no longer there', async () => {
    const { loop: it, looks } = loop();
    it.ask('a');
    await vi.advanceTimersByTimeAsync(400);
    it.ask('b');
    await vi.advanceTimersByTimeAsync(400);
    expect(looks).toHaveLength(1);
    looks[0]?.answer('of a');
    await vi.advanceTimersByTimeAsync(0);
    expect(it.state().answer).toBeNull();
    await vi.advanceTimersByTimeAsync(0);
    looks[1]?.answer('of b');
    await vi.advanceTimersByTimeAsync(0);
    expect(it.state()).toMatchObject({ isLooking: false, answer: 'of b' });
  });

  it('keeps the answer when a look fails, and goes on', async () => {
    const { loop: it, looks } = loop();
    it.ask('a', 0);
    await vi.advanceTimersByTimeAsync(0);
    looks[0]?.answer('of a');
    await vi.advanceTimersByTimeAsync(0);
    it.ask('b', 0);
    await vi.advanceTimersByTimeAsync(0);
    looks[1]?.fail('gone');
    await vi.advanceTimersByTimeAsync(0);
    expect(it.state()).toMatchObject({ isLooking: false, answer: 'of a', error: new Error('gone') });
    it.ask('c', 0);
    await vi.advanceTimersByTimeAsync(0);
    it.close();
    looks[2]?.answer('of c');
    await vi.advanceTimersByTimeAsync(0);
    expect(it.state().answer).toBe('of a');
  });
});
