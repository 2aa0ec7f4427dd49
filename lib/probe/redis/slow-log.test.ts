import { expect, it } from 'vitest';
import { type SlowEntry, SlowLog } from './slow-log.ts';

const entry = (id: number, microseconds = 10_000, words = ['GET', `key${id}`]): SlowEntry => ({
  ...{ id, at: 1_700_000_000 + id, microseconds, words, client: '127.0.0.1:5' },
});

it('tells what came since the first look, each once, the slowest first, and no values', () => {
  const log = new SlowLog();
  log.look([entry(4), entry(5)]);
  log.look([entry(5), entry(6, 30_000, ['SET', 'cart:1', 'a secret', 'EX'])]);
  log.look([entry(5), entry(6, 30_000), entry(7, 90_000, ['KEYS', '*'])]);
  expect(log.report([])).toMatchObject({
    slowCommandCount: 2,
    slowCommands: [
      { command: 'KEYS *', seconds: 0.09, at: 1_700_000_007 },
      { command: 'SET cart:1 … (2 more)', seconds: 0.03 },
    ],
  });
});

it('counts those that the log forgot, and goes on after the server was started again', () => {
  const log = new SlowLog();
  log.look([entry(10)]);
  log.look([entry(150), entry(151)]);
  expect(log.soFar).toBe(141);
  log.look([entry(0), entry(1)]);
  expect(log.soFar).toBe(143);
  log.look([]);
  expect(log.soFar).toBe(143);
});
