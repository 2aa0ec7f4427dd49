import { expect, it } from 'vitest';
import type { EndReason } from '../run/engine.ts';
import type { Verdict } from '../run/summary.ts';
import { exitCodeOf } from './exit-code.ts';

const completed: EndReason = { kind: 'completed' };

it.each<[Verdict, EndReason, number]>([
  ['passed', completed, 0],
  ['failed', completed, 99],
  ['failed', { kind: 'threshold', metric: 'http_req_failed', rule: 'rate<0.01' }, 99],
  ['invalid', completed, 1],
  ['aborted', { kind: 'stopped', by: 'signal' }, 105],
  ['aborted', { kind: 'script-error', detail: 'x' }, 107],
  ['aborted', { kind: 'script-error', detail: 'x', timedOut: 'setup' }, 100],
  ['aborted', { kind: 'script-error', detail: 'x', timedOut: 'teardown' }, 101],
  ['aborted', { kind: 'script-abort', detail: 'x' }, 108],
  ['failed', { kind: 'script-failed', detail: 'x' }, 110],
  ['invalid', { kind: 'script-failed', detail: 'x' }, 1],
  ['aborted', { kind: 'worker-crashed', detail: 'x' }, 1],
  ['aborted', { kind: 'could-not-start', detail: 'x' }, 1],
])('%s after %o ends with %i', (verdict, reason, code) => {
  expect(exitCodeOf(verdict, reason)).toBe(code);
});
