import { expect, it } from 'vitest';
import { formatAgo, formatTime, formatTimeExact } from './format-time.ts';

const iso = '2025-11-21T09:23:45.678Z';

it('says the zone with the time', () => {
  expect(formatTime(iso, 'UTC')).toBe('21 Nov 2025, 09:23 UTC');
  expect(formatTime(iso, 'Europe/Berlin')).toMatch(/^21 Nov 2025, 10:23 (CET|GMT\+1)$/);
});

it('gives seconds in the exact form', () => {
  expect(formatTimeExact(iso, 'UTC')).toContain('09:23:45 UTC');
});

it.each([
  [-5, 'just now'],
  [30, 'just now'],
  [50, '1 min ago'],
  [200, '3 min ago'],
  [3599, '59 min ago'],
  [7300, '2 h ago'],
  [86_400 * 5 + 7200, '5 d ago'],
])('%s seconds later: %s', (seconds, text) => {
  expect(formatAgo(iso, Date.parse(iso) + seconds * 1000)).toBe(text);
});
