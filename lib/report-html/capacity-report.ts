import type { CapacityDetail } from '../api/capacity.ts';
import type { RunDetail } from '../api/contract.ts';
import { curveOf } from '../capacity/curve.ts';
import type { CapacityReport, SearchStep } from '../capacity/report.ts';
import {
  answerInWords,
  beyondInWords,
  loadNumber,
  loadWithUnit,
  OUTCOMES,
  PURPOSES,
  uslInWords,
} from '../capacity/words.ts';
import { formatMs, formatPercent, formatRate, formatSpan } from '../format/format.ts';
import type { CurvePoint } from '../run/window.ts';
import { loadChart } from './load-chart.ts';
import { html, type Markup } from './markup.ts';
import { reportPage } from './page.ts';
import { runFacts } from './run-facts.ts';

/** A search for the capacity that is over, as one file. `points` are of its whole run. */
export function capacityReportPage(
  { run, change }: CapacityDetail,
  report: CapacityReport,
  detail: RunDetail,
  points: readonly CurvePoint[],
): string {
  const { unit, thresholds, leftOut, beyond, steps, answer } = report;
  const curve = curveOf(report);
  const levels = curve.levels;
  return reportPage({
    title: `Capacity: ${run.plan.name}${run.release ? `, release ${run.release}` : ''}`,
    answer: answer ? answerInWords(answer, unit) : 'The search ended before anything was found.',
    tone:
      change?.verdict === 'worse' ? 'bad' : answer && answer.low !== null && answer.isSure ? 'good' : 'open',
    facts: html`<p>Must hold: ${thresholds.map(({ metric, rule }) => `${metric} ${rule}`).join(', ')}.</p>
<ul>${beyond ? html`<li>${beyondInWords(beyond, unit)}</li>` : ''}${curve.knee ? html`<li>From ${loadWithUnit(curve.knee.load, unit)} on, more load brings less: ${formatRate(curve.knee.requestsPerSecond)} there.</li>` : ''}<li>${uslInWords(curve.usl, curve.concurrency)}</li>${change ? html`<li class="${change.verdict}">${change.words}</li>` : ''}${leftOut.map((rule) => html`<li>Not looked at, since it means a whole run: ${rule}</li>`)}</ul>`,
    evidence: html`<h2>By load</h2><div class="charts">${loadChart(
      'Throughput',
      unit,
      levels.map(({ load, requestsPerSecond }) => ({ load, value: requestsPerSecond })),
      formatRate,
    )}${loadChart(
      'Response time p95',
      unit,
      levels.map(({ load, p95 }) => ({ load, value: p95 })),
      formatMs,
    )}</div><h2>Every load that was tried</h2>
<div class="scroll"><table><thead><tr><th class="n">${unit}</th><th>Outcome</th><th>Why</th><th class="n">Measured</th><th class="n">Throughput</th><th class="n">p50</th><th class="n">p95</th><th class="n">p99</th><th class="n">Failed</th></tr></thead><tbody>${steps.map(rowOf)}</tbody></table></div>`,
    curves: [{ label: 'the search', look: 'candidate', points }],
    appendix: html`${runFacts('The run', detail)}<h2>Method</h2>
<p>Loads were tried one after the other until the thresholds were shown to hold at one and to break at another close to it. Of every load, what came before it had settled is left out; the test is group sequential, so that a step ends as soon as it is certain (95 % for the whole interval), and both ends were driven twice. Twice the capacity was tried for a moment at the end, where asked.</p>`,
  });
}

const rowOf = (step: SearchStep): Markup => {
  const { load, purpose, seconds, requestsPerSecond, p50, p95, p99, failedRate, outcome, why } = step;
  const look = outcome === 'holds' ? 'passed' : outcome === 'broken' ? 'failed' : 'muted';
  return html`<tr><td class="n">${loadNumber(load)}</td><td class="why"><span class="${look}">${OUTCOMES[outcome]}</span> ${outcome === 'holds' ? '' : why}</td><td class="one">${PURPOSES[purpose]}</td><td class="n">${formatSpan(seconds)}</td><td class="n">${formatRate(requestsPerSecond)}</td><td class="n">${formatMs(p50)}</td><td class="n">${formatMs(p95)}</td><td class="n">${formatMs(p99)}</td><td class="n">${formatPercent(failedRate)}</td></tr>`;
};
