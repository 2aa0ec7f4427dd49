import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactor } from '../redact.ts';
import { ExchangeSamples, type RawExchange } from './exchange-samples.ts';

const SECRET = 'TopSecret/ä+1';

const raw = (over: Partial<RawExchange> = {}): RawExchange => ({
  atMs: 1500,
  dueMs: 1200,
  vu: 3,
  iteration: 4,
  rows: [],
  method: 'POST',
  url: `http://target.test/login?next=1&k=${encodeURIComponent(SECRET)}`,
  headers: ['content-type', 'application/json', 'authorization', 'Bearer abc', 'x-note', `is ${SECRET}`],
  body: `{"user":"a","note":${JSON.stringify(SECRET)}}`,
  status: 500,
  answerHeaders: { 'set-cookie': ['a=1; Path=/', 'b=2'], server: 'x' },
  answerBody: Buffer.from(`it said ${SECRET}`),
  answerBytes: 24,
  ...over,
});

const samplesOf = (secrets: Record<string, string> = {}) => new ExchangeSamples(redactor(secrets));

describe('a sample', () => {
  it('holds the whole exchange without any secret', () => {
    const samples = samplesOf({ secret: SECRET });
    samples.of(2).failed('status', 'answered 500', 1500, { exchange: raw });
    const [sample] = samples.take(2000);
    expect(sample).toEqual({
      atMs: 1500,
      series: 2,
      reason: 'status',
      signature: 'answered 500',
      message: 'answered 500',
      vu: 3,
      iteration: 4,
      responseTimeMs: 300,
      request: {
        method: 'POST',
        url: 'http://target.test/login?next=1&k=***',
        headers: [
          ['content-type', 'application/json'],
          ['authorization', 'Bearer ***'],
          ['x-note', 'is ***'],
        ],
        body: { form: 'text', text: '{"user":"a","note":"***"}', bytes: expect.any(Number) },
      },
      response: {
        status: 500,
        headers: [
          ['set-cookie', 'a=***; Path=/'],
          ['set-cookie', 'b=***'],
          ['server', 'x'],
        ],
        body: { form: 'text', text: 'it said ***', bytes: 24 },
      },
    });
    expect(samples.take(3000)).toEqual([]);
  });

  it('has no response when nothing came, and says what of a body cannot be shown', () => {
    const samples = samplesOf();
    const failed = (over: Partial<RawExchange>) =>
      samples.of(0).failed('reset', 'closed', 1000, { exchange: () => raw(over) });
    failed({ status: 0, body: null });
    failed({ answerBody: gzipSync('x'.repeat(100)), answerBytes: 100 });
    failed({ answerBody: null, answerBytes: 7 });
    failed({ answerBody: null, answerBytes: 0 });
    expect(samples.take(1000).map(({ request, response }) => [request.body?.form, response?.body])).toEqual([
      [undefined, undefined],
      ['text', { form: 'binary', text: '', bytes: 100 }],
      ['text', { form: 'not-kept', text: '', bytes: 7 }],
      ['text', null],
    ]);
  });

  it('never shows a part of a secret, wherever the body is cut off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4060, max: 4110 }), fc.boolean(), (before, asBytes) => {
        const samples = samplesOf({ secret: 'abcdefghijklmnopqrstuvwxyz' });
        const body = `${'.'.repeat(before)}abcdefghijklmnopqrstuvwxyz${'.'.repeat(50)}`;
        const over = {
          body: asBytes ? Buffer.from(body) : body,
          answerBody: Buffer.from(body),
          answerBytes: 9000,
        };
        samples.of(0).failed('reset', 'x', 0, { exchange: () => raw(over) });
        const [sample] = samples.take(0);
        for (const text of [sample?.request.body?.text, sample?.response?.body?.text]) {
          expect(text?.length).toBeLessThanOrEqual(4096);
          expect(text).not.toMatch(/[a-z]/);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is not made for failures that have had theirs', () => {
    const samples = samplesOf();
    let made = 0;
    const exchange = () => {
      made++;
      return raw();
    };
    for (let i = 0; i < 10_000; i++) samples.of(0).failed('status', 'answered 500', i / 100, { exchange });
    expect(made).toBe(5);
    expect(samples.failures.take()).toMatchObject([{ count: 10_000 }]);
  });

  it('asks for bodies once a check failed on an answer that was not kept', () => {
    const samples = samplesOf();
    const series = samples.of(0);
    const fail = (answerBody: Uint8Array | null) =>
      series.failed('check', 'check "a" failed', 0, { exchange: () => raw({ answerBody }) }, () => 'found b');
    expect(series.wantsBodies).toBe(false);
    fail(null);
    expect(series.wantsBodies).toBe(true);
    fail(Buffer.from('here'));
    expect(series.wantsBodies).toBe(false);
    expect(samples.take(0).map(({ message }) => message)).toEqual(['found b', 'found b']);
  });
});

describe('the slowest', () => {
  /** Plays response times, ten a second, and gives back those that were kept. */
  function play(times: readonly number[]): { ms: number; atMs: number }[] {
    const samples = samplesOf();
    const series = samples.of(0);
    const kept: { ms: number; atMs: number }[] = [];
    times.forEach((ms, index) => {
      const atMs = index * 100;
      if (ms > series.slowMs) series.slow(ms, { exchange: () => raw({ atMs, dueMs: atMs - ms }) });
      if (index % 10 !== 9) return;
      for (const { responseTimeMs, atMs: at } of samples.take(atMs + 100)) {
        kept.push({ ms: responseTimeMs, atMs: at });
      }
    });
    return kept;
  }

  it('always has the slowest of all, to within 5 %, and few others', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60_000 }), { minLength: 10, maxLength: 3000 }),
        (drawn) => {
          const times = drawn.slice(0, drawn.length - (drawn.length % 10));
          const kept = play(times);
          expect(Math.max(...kept.map(({ ms }) => ms)) * 1.05).toBeGreaterThanOrEqual(Math.max(...times));
          expect(kept.length).toBeLessThan(150);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('has some of every stretch of a run that starts slow', () => {
    const kept = play(Array.from({ length: 3000 }, (_, index) => (index < 20 ? 5000 : 20 + (index % 7))));
    expect(kept.some(({ atMs }) => atMs < 2000)).toBe(true);
    expect(kept.some(({ atMs, ms }) => atMs > 160_000 && ms >= 24)).toBe(true);
  });

  it('stays small while everything gets slower and slower', () => {
    expect(play(Array.from({ length: 6000 }, (_, index) => 10 + index)).length).toBeLessThan(400);
  });
});
