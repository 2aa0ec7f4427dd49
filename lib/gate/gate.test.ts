import { describe, expect, it } from 'vitest';
import type { RunListItem } from '../api/contract.ts';
import { answersOf, MARGINS } from '../judge/answers.ts';
import type { Estimate, RequestEstimates, RunEstimates } from '../judge/estimate.ts';
import { byImpact } from '../judge/impact.ts';
import { judgementSentence } from '../judge/judgement-sentence.ts';
import type { Comparison } from './comparison.ts';
import { comparisonCsv, comparisonJson, comparisonJunit } from './comparison-files.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';
import { comparisonText } from './comparison-text.ts';
import { brokenBy, type FailOn, readFailOn } from './fail-on.ts';

const p95 = (before: number, after: number): Estimate => ({
  ...{ metric: 'p95', baseline: before, candidate: after, difference: Math.log(after / before) },
  ...{ error: 0.01, freedom: 1000, lacks: null },
});
const row = (name: string, ...estimates: Estimate[]): RequestEstimates => ({
  ...{ scenario: 'Shop', group: '', name, requests: { baseline: 1000, candidate: 1000 }, estimates },
});
const EVIL = '=Order "A", <b>|`x`';
const estimates: RunEstimates = {
  ...{ baseline: { from: 0, to: 100 }, candidate: { from: 0, to: 100 }, unitSeconds: 1, isPaired: true },
  total: row('', p95(100, 101)),
  requests: [row('List', p95(100, 112)), row(EVIL, p95(100, 80))],
};
const run = (release: string): RunListItem => ({
  id: release,
  plan: { id: 'p', name: 'Shop', versionId: 'v', versionNumber: 1 },
  environment: { id: 'e', name: 'Test', baseUrl: 'http://127.0.0.1:1' },
  ...{
    release,
    gitCommit: '',
    note: '',
    pinned: false,
    status: 'finished',
    verdict: 'passed',
    endReason: null,
  },
  createdAt: '2026-01-02T03:04:05.000Z',
  ...{ startedAt: '2026-01-02T03:04:05.000Z', endedAt: null, durationSeconds: 100, figures: null },
});
const gate = (text: string): FailOn => {
  const found = readFailOn(text);
  if ('problem' in found) throw new Error(found.problem);
  return found;
};
function comparison(...texts: string[]): Comparison {
  const gates = texts.map(gate);
  const judged = answersOf(estimates, MARGINS);
  return {
    ...{ baseline: run('1.0'), candidate: run('1.1'), judged, sentence: judgementSentence(judged) },
    rows: [...byImpact(judged.requests), { ...judged.total, name: 'All requests' }],
    differences: [{ what: 'Plan version', text: 'Version 1 of the plan, then version 2.', isGrave: false }],
    ...{ margins: MARGINS, estimates, gates, broken: brokenBy(gates, estimates, MARGINS) },
  };
}

describe('a gate', () => {
  it.each([
    ['worse', ['List p95']],
    ['worse:p95', ['List p95']],
    ['worse:p99', []],
    ['worse:p95:10', ['List p95']],
    ['worse:p95:15', []],
  ])('%s lets through what it should', (text, broken) => {
    const found = brokenBy([gate(text)], estimates, MARGINS);
    expect(found.map(({ request, judged }) => `${request} ${judged.metric}`)).toEqual(broken);
  });

  it.each([
    ['better', 'is no gate'],
    ['worse:p42', 'there is no metric "p42"; there are p50, p95, p99, failed, throughput'],
    ['worse:p95:lots', '"lots" must be a percentage'],
    ['worse:p95:0', 'must be a percentage above 0'],
    ['worse:p95:5:6', 'is no gate'],
  ])('cannot be %s', (text, problem) => {
    expect(readFailOn(text)).toMatchObject({ problem: expect.stringContaining(problem) });
  });
});

describe('a comparison', () => {
  it('is a table in a log, with what the gates say', () => {
    const text = comparisonText(comparison('worse', 'worse:p99'));
    expect(text.replaceAll(/\n +/g, ' ')).toContain(
      'Compared with release 1.0 (2026-01-02 03:04 UTC): List is 12 % slower at p95',
    );
    expect(text).toMatch(/List\n(?: {2}.*\n)? {2}p95 +100 ms +112 ms +\+12 % \(\+9\.\d to \+15 %\) +worse/);
    expect(text).toContain('Plan version: Version 1');
    expect(text).toContain('Gate worse: FAILED, List p95 +12 %');
    expect(text).toContain('Gate worse:p99: passed');
  });

  it('fits a log of 80 columns, whatever the figures and names', () => {
    const wide = comparison('worse');
    const [row] = wide.rows;
    if (!row) throw new Error('there is a row');
    const judged = Object.values(row.judged).map((one) => ({
      ...{ ...one, baseline: 123_456.7, candidate: 3_599_999, change: -0.9954, lacks: null },
      ...{ answer: 'not-enough-data' as const, interval: { low: -0.99_99, high: 123.4 } },
    }));
    const [p50, p95_, p99, failed, rate] = judged;
    if (!p50 || !p95_ || !p99 || !failed || !rate) throw new Error('there are five figures');
    const failedRate = {
      ...{ ...failed, baseline: 0.001_23, candidate: 0.9876, change: -0.001_23 },
      interval: { low: -0.0123, high: 0.00_123 },
    };
    const name = 'GET /a/very/long/name/of/a/request'.repeat(4);
    const rows = [{ ...row, name, judged: { p50, p95: p95_, p99, failedRate, requestsPerSecond: rate } }];
    const differences = [{ what: 'Environment', text: 'one word and another '.repeat(10), isGrave: true }];
    for (const line of comparisonText({ ...wide, rows, differences }).split('\n'))
      expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('is a comment with what changed first, in which names are nothing but names', () => {
    const text = comparisonMarkdown(comparison('worse'));
    expect(text).toMatch(/^### ❌ release 1\.1/);
    expect(text.indexOf('| List | p95')).toBeLessThan(text.indexOf('<details>'));
    expect(text).toContain('| =Order "A", \\<b\\>\\|\\`x\\` | p95 |');
    expect(comparisonMarkdown(comparison('worse:p99'))).toMatch(/^### ✅/);
  });

  it('is a suite of tests, a line of a table and an object for programs', () => {
    const junit = comparisonJunit(comparison('worse'));
    expect(junit).toContain('failures="1"');
    expect(junit).toContain('classname="List" name="p95"><failure message="worse: 100 ms to 112 ms, +12 %');
    expect(junit).toContain('classname="=Order &#34;A&#34;, &#60;b&#62;|`x`"');
    const csv = comparisonCsv(comparison()).split('\n');
    expect(csv[0]?.split(',')).toHaveLength(14);
    expect(csv.find((line) => line.includes('Order'))).toMatch(/^Shop,,"'=Order ""A"", <b>\|`x`",p50/);
    expect(JSON.parse(comparisonJson(comparison('worse')))).toMatchObject({
      passed: false,
      broken: [{ gate: 'worse', request: 'List', judged: { metric: 'p95', answer: 'worse' } }],
    });
  });
});
