import { formatBytes, formatCount, formatMs, formatPercent, formatRate } from '../format/format.ts';
import { meanReceived } from '../run/mean-received.ts';
import type { RequestFigures } from '../run/summary.ts';
import { thresholdValueInWords } from '../thresholds/value-words.ts';
import type { ReportSide } from './comparison-report.ts';
import { findingsSection, type ReportFindings } from './findings.ts';
import { html, type Markup } from './markup.ts';
import { reportPage } from './page.ts';
import { runFacts } from './run-facts.ts';

const ANSWERS = {
  passed: 'It may ship, by its thresholds.',
  failed: 'It may not ship: a threshold was broken.',
  aborted: 'It says little: the run was ended early.',
  invalid: 'It says nothing: the generator could not keep up.',
} as const;

/** May it ship? */
function answerOf({ run: { verdict }, view }: ReportSide['detail']): string {
  if (verdict === 'passed' && view.thresholds.length === 0)
    return 'It ran to its end; the plan has no thresholds that could say whether it may ship.';
  return verdict ? ANSWERS[verdict] : 'It goes on.';
}

const sentence = (text: string) => (text === '' || text.endsWith('.') ? text : `${text}.`);

/** One run as one file. */
export function runReport({ detail, points }: ReportSide, findings: ReportFindings): string {
  const { run, view } = detail;
  const { verdict } = run;
  const released = run.release ? `, release ${run.release}` : '';
  return reportPage({
    title: `${run.plan.name}${released}`,
    answer: `${answerOf(detail)} ${sentence(view.endReason ?? '')}`,
    tone: verdict === 'passed' ? 'good' : verdict === 'failed' ? 'bad' : 'open',
    facts: html`<h2>Thresholds</h2>${view.thresholds.length === 0 ? html`<p class="hint">The plan has none.</p>` : html`<ul>${view.thresholds.map(({ metric, rule, value, passed }) => html`<li><span class="${passed === false ? 'failed' : passed ? 'passed' : 'muted'}">${passed === null ? 'not decided' : passed ? 'passed' : 'failed'}</span> ${metric} ${rule}: ${value === null ? 'nothing measured' : thresholdValueInWords(metric, rule, value)}</li>`)}</ul>`}`,
    evidence: html`${findingsSection(findings, points)}<h2>Every request</h2>
<div class="scroll"><table><thead><tr><th>Request</th><th class="n">Requests</th><th class="n">Failed</th><th class="n">Per second</th><th class="n">p50</th><th class="n">p95</th><th class="n">p99</th><th class="n">Slowest</th><th class="n">Received</th></tr></thead><tbody>${view.requests.map(rowOf)}</tbody></table></div>`,
    curves: [{ label: 'this run', look: 'candidate', points }],
    appendix: html`${runFacts('The run', detail)}<h2>Method</h2>
<p>Response times run from the moment at which a request was due to its last byte, so that a generator or a target that falls behind is not hidden. Percentiles are of all requests of their stretch, merged from the histograms of every second (three significant digits), never means of percentiles. The warm-up is in no figure of the tables; the charts show it. The generator watched itself: a run in which it could not keep up is called invalid.</p>`,
  });
}

function rowOf(request: RequestFigures): Markup {
  const { name, group, count, failed, requestsPerSecond, responseTimeMs } = request;
  const { p50, p95, p99, max } = responseTimeMs;
  const share = formatPercent(count === 0 ? null : failed / count);
  return html`<tr><td>${group ? `${group} / ${name}` : name}</td><td class="n">${formatCount(count)}</td><td class="n ${failed > 0 ? 'failed' : ''}">${share}</td><td class="n">${formatRate(requestsPerSecond)}</td><td class="n">${formatMs(p50)}</td><td class="n">${formatMs(p95)}</td><td class="n">${formatMs(p99)}</td><td class="n">${formatMs(max)}</td><td class="n">${formatBytes(meanReceived(request))}</td></tr>`;
}
