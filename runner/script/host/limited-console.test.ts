import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConsoleLine } from '../../../lib/run/console-lines.ts';
import { limitedConsole } from './limited-console.ts';

describe('limitedConsole', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 10_000 }));
  afterEach(() => void vi.useRealTimers());

  it('passes on what is said, without secrets even where a line is cut', () => {
    const lines: ConsoleLine[] = [];
    const log = limitedConsole(
      (text) => text.replaceAll('hush-hush', '***'),
      (line) => lines.push(line),
    );
    log('warn', 'token hush-hush');
    log('info', `${'x'.repeat(4996)}hush-hush`);
    expect(lines[0]).toEqual({ at: 10_000, level: 'warn', text: 'token ***' });
    expect(lines[1]?.text).toBe(`${'x'.repeat(4996)}***`);
  });

  it('says once a second that the rest is left out', () => {
    const lines: ConsoleLine[] = [];
    const log = limitedConsole(String, (line) => lines.push(line));
    for (let index = 0; index < 5000; index++) log('info', `line ${index}`);
    expect(lines).toHaveLength(501);
    expect(lines.at(-1)).toMatchObject({ level: 'warn', text: expect.stringContaining('left out') });
    vi.advanceTimersByTime(1000);
    log('info', 'the next second');
    expect(lines.at(-1)?.text).toBe('the next second');
  });
});
