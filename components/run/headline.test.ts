import { describe, expect, test } from 'vitest';
import { viewAt } from '@/components/live/testing/views.ts';
import type { ThresholdFigures, Verdict } from '@/lib/run/summary.ts';
import type { RunView } from '@/lib/run/view.ts';
import { headline, p95LimitMs, remainingSeconds } from './headline.ts';

const rule = (
  metric: string,
  rule: string,
  value: number | null,
  passed: boolean | null,
): ThresholdFigures => ({ metric, rule, value, passed });

/** A run of 5 min after 1 min: 10,000 requests, 2 failed, p95 312.4 ms. */
function aMinuteIn(change: Partial<RunView> = {}): RunView {
  const view = viewAt({ upTo: 60 });
  return {
    ...view,
    plannedSeconds: 300,
    totals: {
      ...view.totals,
      requests: 10_000,
      failed: 2,
      responseTimeMs: { ...view.totals.responseTimeMs, p95: 312.4 },
    },
    thresholds: [rule('http_req_duration', 'p(95)<500', 312.4, true)],
    ...change,
  };
}

const ended = (verdict: Verdict, change: Partial<RunView> = {}) =>
  aMinuteIn({
    status: 'finished',
    verdict,
    elapsedSeconds: 300,
    endReason: 'The plan was carried out.',
    ...change,
  });

const said = (view: RunView, waitingFor?: string) => {
  const { word, text } = headline(view, { waitingFor });
  return `${word}: ${text}`;
};

describe('while it runs', () => {
  test('on course', () => {
    expect(said(aMinuteIn())).toBe('On course: p95 312 ms of 500 ms allowed, 0.02 % failed, 4 min to go.');
    expect(headline(aMinuteIn()).tone).toBe('passed');
  });

  test('failing, the worst rule first', () => {
    const view = aMinuteIn({
      thresholds: [
        rule('http_req_duration{name:Search}', 'p(95)<500', 600, false),
        rule('http_req_duration{name:Login}', 'p(95)<200', 1000, false),
        rule('http_req_failed', 'rate<0.01', 0.012, false),
      ],
    });
    expect(said(view)).toBe(
      'Failing: p95 response time of Login 1.00 s, allowed below 200 ms; p95 response time of Search 600 ms, allowed below 500 ms, and 1 more broken, 0.02 % failed, 4 min to go.',
    );
    expect(headline(view).tone).toBe('failed');
  });

  test('a plan without thresholds promises nothing', () => {
    expect(said(aMinuteIn({ thresholds: [] }))).toBe('Running: p95 312 ms, 0.02 % failed, 4 min to go.');
    expect(headline(aMinuteIn({ thresholds: [] })).tone).toBe('neutral');
  });

  test('nothing measured yet', () => {
    const view = aMinuteIn({ elapsedSeconds: 1 });
    expect(said({ ...view, totals: { ...view.totals, requests: 0 } })).toBe(
      'Running: no request has ended yet, 4 min 59 s to go.',
    );
  });

  test('a generator that falls behind is said before any threshold', () => {
    const generator = { ...aMinuteIn().generator, valid: false, reasons: ['CPU of worker 1 at 99 %'] };
    expect(said(aMinuteIn({ generator }))).toBe(
      'Invalid so far: the generator could not keep up: CPU of worker 1 at 99 %, 4 min to go.',
    );
  });

  test('the schedule over, and a run that ends by iterations', () => {
    expect(said(aMinuteIn({ elapsedSeconds: 301 }))).toContain('the last iterations are ending.');
    expect(said(aMinuteIn({ plannedSeconds: null }))).toContain('ends when its iterations are done.');
    expect(remainingSeconds(aMinuteIn({ elapsedSeconds: 301 }))).toBe(0);
  });

  test('waiting, starting and stopping', () => {
    expect(said(viewAt({ upTo: 0, status: 'queued' }), 'Waits for the run "Spike" to end.')).toBe(
      'Queued: waits for the run "Spike" to end.',
    );
    expect(said(viewAt({ upTo: 0, status: 'starting' }))).toMatch(/^Starting: /);
    expect(said(aMinuteIn({ status: 'stopping' }))).toMatch(
      /^Stopping: iterations in progress are being ended/,
    );
  });
});

describe('afterwards', () => {
  test('passed', () => {
    expect(said(ended('passed'))).toBe(
      'Passed: p95 312 ms of 500 ms allowed, 0.02 % failed, 10k requests in 5 min.'.replace('10k', '10.0k'),
    );
  });

  test('failed', () => {
    const thresholds = [rule('http_req_failed', 'rate<0.01', 0.05, false)];
    expect(said(ended('failed', { thresholds }))).toBe(
      'Failed: share of failed requests 5 %, allowed below 1 %, 0.02 % failed, 10.0k requests in 5 min.',
    );
  });

  test('aborted, with the reason', () => {
    expect(said(ended('aborted', { endReason: 'Stopped by a user.', elapsedSeconds: 75 }))).toBe(
      'Aborted: stopped by a user, 10.0k requests in 1 min 15 s.',
    );
  });

  test('invalid, with the reasons and no figure to trust', () => {
    const generator = {
      ...aMinuteIn().generator,
      valid: false,
      reasons: ['CPU at 99 %', 'send delay p99 120 ms'],
    };
    expect(said(ended('invalid', { generator }))).toBe(
      'Invalid: the generator could not keep up: CPU at 99 %; send delay p99 120 ms.',
    );
  });
});

test('the limit of the chart is that of the whole run at p95 only', () => {
  expect(
    p95LimitMs([
      rule('http_req_duration', 'p(99)<900', 1, true),
      rule('http_req_duration', 'p(95)<=500', 1, true),
    ]),
  ).toBe(500);
  expect(p95LimitMs([rule('http_req_duration', 'p(99)<900', 1, true)])).toBeNull();
  expect(p95LimitMs([rule('http_req_duration{name:Login}', 'p(95)<500', 1, true)])).toBeNull();
});
