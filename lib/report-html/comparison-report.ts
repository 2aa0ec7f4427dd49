import type { RunDetail } from '../api/contract.ts';
import { areOfTwoEnvironments, environmentComparison } from '../compare/environment-comparison.ts';
import type { Comparison } from '../gate/comparison.ts';
import { runName } from '../gate/comparison.ts';
import { answerWords, gateLines } from '../gate/comparison-text.ts';
import {
  changeWords,
  figureWords,
  intervalWords,
  METRIC_WORDS,
  marginWords,
  noiseWords,
} from '../judge/answer-words.ts';
import type { Judged } from '../judge/answers.ts';
import { judgedOf } from '../judge/impact.ts';
import type { CurvePoint } from '../run/window.ts';
import { environmentsMarkup } from './environments-markup.ts';
import { changesSection } from './findings.ts';
import { html, type Markup } from './markup.ts';
import { reportPage } from './page.ts';
import { runFacts } from './run-facts.ts';

export type ReportSide = { detail: RunDetail; points: readonly CurvePoint[] };

/** A judged comparison as one file. */
export function comparisonReport(
  comparison: Comparison,
  { baseline, candidate }: { baseline: ReportSide; candidate: ReportSide },
): string {
  const { sentence, broken, gates, differences, margins, rows } = comparison;
  const isWorse = rows.some((row) => judgedOf(row).some(({ answer }) => answer === 'worse'));
  const changed = rows.flatMap((row) =>
    rowsOf(row, ({ answer }) => answer === 'worse' || answer === 'better'),
  );
  return reportPage({
    title: `${comparison.candidate.plan.name}: ${runName(comparison.candidate)} against ${runName(comparison.baseline)}`,
    answer: `${mayShip(comparison, isWorse)} ${sentence}`,
    tone: broken.length > 0 || isWorse ? 'bad' : rows.every(isDecided) ? 'good' : 'open',
    facts: html`${gates.length > 0 ? html`<ul>${gateLines(comparison).map((line) => html`<li>${line}</li>`)}</ul>` : ''}
${differences.length > 0 ? html`<h2>What else differs</h2><ul>${differences.map(({ what, text }) => html`<li><b>${what}.</b> ${text}</li>`)}</ul>` : html`<p class="hint">Both runs had the same plan version, environment and length.</p>`}`,
    evidence: html`${areOfTwoEnvironments(baseline.detail, candidate.detail) ? environmentsMarkup(environmentComparison(baseline.detail, candidate.detail)) : ''}${comparison.findings ? changesSection(comparison.findings) : ''}<h2>What changed</h2>
<p class="hint">Response times; the interval in which the difference lies, for all figures at once (95 %). Equivalent: all of it ${marginWords(margins)}. By impact.</p>
${changed.length > 0 ? tableOf(changed) : html`<p>No figure changed for certain.</p>`}
<details><summary>All ${rows.flatMap(judgedOf).length} figures</summary>${tableOf(rows.flatMap((row) => rowsOf(row)))}</details>`,
    curves: [
      { label: 'baseline (dashed)', look: 'baseline', points: baseline.points },
      { label: 'candidate', look: 'candidate', points: candidate.points },
    ],
    appendix: html`${runFacts('Baseline', baseline.detail)}${runFacts('Candidate', candidate.detail)}${methodOf(comparison)}`,
  });
}

/** May it ship? By the gates, or by what was found where there are none. */
function mayShip({ gates, broken, rows }: Comparison, isWorse: boolean): string {
  if (broken.length > 0) return 'It may not ship: a gate failed.';
  if (gates.length > 0) return 'The gates let it ship.';
  if (isWorse) return 'Better not ship it as it is: it got worse.';
  return rows.every(isDecided)
    ? 'Nothing speaks against shipping it.'
    : 'Nothing that is known speaks against shipping it, but not everything could be judged.';
}

const isDecided = (row: Comparison['rows'][number]) =>
  judgedOf(row).every(({ answer }) => answer !== 'not-enough-data');

const tableOf = (lines: readonly Markup[]): Markup =>
  html`<div class="scroll"><table><thead><tr><th>Request</th><th></th><th class="n">Baseline</th><th class="n">Candidate</th><th class="n">Change</th><th>Interval</th><th>Answer</th></tr></thead><tbody>${lines}</tbody></table></div>`;

const rowsOf = (
  row: Comparison['rows'][number],
  isShown: (judged: Judged) => boolean = () => true,
): Markup[] =>
  judgedOf(row)
    .filter(isShown)
    .map(
      (judged, at) =>
        html`<tr><td>${at === 0 ? row.name : ''}</td><td class="muted">${METRIC_WORDS[judged.metric]}</td><td class="n">${figureWords(judged.metric, judged.baseline)}</td><td class="n">${figureWords(judged.metric, judged.candidate)}</td><td class="n">${judged.change === null ? '' : changeWords(judged.metric, judged.change)}</td><td class="one">${intervalWords(judged)}</td><td class="${judged.answer}">${answerWords(judged)}</td></tr>`,
    );

function methodOf({ estimates }: Comparison): Markup {
  const { baseline, candidate, isPaired, unitSeconds } = estimates;
  const stretch = ({ from, to }: { from: number; to: number }) => `${from} s to ${to} s`;
  const drawn = isPaired
    ? 'at the same times in both runs, which followed the same schedule'
    : 'for each run by itself';
  return html`<h2>Method</h2>
<p>Seconds ${stretch(baseline)} of the baseline and ${stretch(candidate)} of the candidate, warm-up left out, in units of ${unitSeconds} s. The uncertainty of each difference comes from a circular block bootstrap over these units, drawn ${drawn}; the block length follows from the data (Politis and White 2004, corrected 2009), at least a 24th of the run. All figures together are corrected by Holm (1979), so that the chance of anything false in the whole comparison is at most 5 %. ${estimates.noise ? noiseWords(estimates.noise) : 'Noise from one run to the next beyond what happens within them is not in it.'}</p>`;
}
