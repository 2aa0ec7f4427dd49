import { beyondInWords, loadWithUnit } from '../capacity/words.ts';
import { formatMs, formatPercent, formatRate } from '../format/format.ts';
import { CHANGE_WORDS, findingChanges } from '../launch/finding-changes.ts';
import { seenWords } from '../launch/finding-words.ts';
import type { LaunchFindings } from '../launch/launch-findings.ts';
import { type LaunchRehearsal, launchReport, PART_NAMES } from '../launch/report.ts';
import type { RunProbe } from '../probe/run-probes.ts';
import type { CurvePoint } from '../run/window.ts';
import { type Drawn, findingItem } from './findings.ts';
import { html, type Markup } from './markup.ts';
import { reportPage } from './page.ts';

const TONES = {
  ready: 'good',
  'ready-with-risks': 'open',
  'not-ready': 'bad',
  'going-on': 'open',
  incomplete: 'open',
} as const;

/** What was seen in a run, for the curves of its findings. */
export type SeenInRun = { probes: readonly RunProbe[]; drawn: Drawn };

/** A rehearsal with what its runs found. */
export type FoundRehearsal = LaunchRehearsal & { findings: LaunchFindings };

/** The launch-readiness report as one file. `points` are of the sustained peak; `seen` is by the id of the run. */
export function launchReportPage(
  launch: FoundRehearsal,
  before: FoundRehearsal | null,
  points: readonly CurvePoint[],
  seen: ReadonlyMap<string, SeenInRun>,
): string {
  const report = launchReport(launch);
  const { settings, unit, peak, capacity, worst } = launch;
  return reportPage({
    title: `Launch readiness: ${launch.plan.name}${launch.release ? `, release ${launch.release}` : ''}`,
    answer: report.answer,
    tone: TONES[report.readiness],
    facts: html`<p class="hint">Expected peak ${loadWithUnit(peak, unit)}${settings.date ? `, launch on ${settings.date}` : ''}, safety factor ${settings.safetyFactor}, at ${launch.environment.baseUrl}, ${launch.createdAt.slice(0, 16).replace('T', ' ')} UTC.</p>
${listOf('Why not', 'failed', report.reasons)}${listOf('Risks', '', report.risks)}${listOf('What holds', 'passed', report.good)}${
  worst.length === 0
    ? ''
    : listOf(
        'Slowest requests at the expected peak',
        '',
        worst.map(
          ({ name, p95, failedRate }) => `${name}: p95 ${formatMs(p95)}, ${formatPercent(failedRate)} failed`,
        ),
      )
}`,
    evidence: html`<h2>Every level</h2><div class="scroll"><table><thead><tr><th>Level</th><th class="n">Load</th><th>Verdict</th><th class="n">Throughput</th><th class="n">p50</th><th class="n">p95</th><th class="n">p99</th><th class="n">Failed</th>${before ? html`<th class="n">p95 before</th>` : ''}</tr></thead><tbody>${launch.levels.map((level) => rowOf(launch, before, level))}</tbody></table></div>${capacity?.beyond ? html`<p>${beyondInWords(capacity.beyond, unit)}</p>` : ''}${before ? html`<p class="hint">The rehearsal before (${before.release || before.createdAt.slice(0, 10)}): ${launchReport(before).answer}</p>` : ''}${isItGone(launch, before)}${mendFirst(launch, seen)}`,
    curves: [{ label: 'sustained peak', look: 'candidate', points }],
    appendix: html``,
  });
}

function mendFirst(
  { findings: { list, unseen, lookedAt } }: FoundRehearsal,
  seen: ReadonlyMap<string, SeenInRun>,
): Markup {
  if (lookedAt.length === 0) return html``;
  const blind =
    unseen.length === 0
      ? ''
      : html`<p class="hint">What could not be looked for: ${unseen.map(({ what, decidedBy }) => `${what} (${decidedBy} would decide)`).join('; ')}.</p>`;
  if (list.length === 0) return html`<h2>Nothing was found that limits the target</h2>${blind}`;
  const items = list.map((one) => {
    const { probes = [], drawn = { points: [], seconds: one.seconds } } = seen.get(one.runId) ?? {};
    return findingItem(one.finding, probes, drawn, seenWords(one));
  });
  return html`<h2>What to mend first</h2><ol class="findings">${items}</ol>${blind}`;
}

function isItGone(launch: FoundRehearsal, before: FoundRehearsal | null): Markup {
  const changes = before === null ? [] : findingChanges(launch, before);
  if (changes.length === 0) return html``;
  return html`<h2>Is it gone?</h2><div class="scroll"><table><thead><tr><th>Finding</th><th>Since the rehearsal before</th></tr></thead><tbody>${changes.map(
    ({ title, state, why }) =>
      html`<tr><td>${title}</td><td class="${CHANGE_LOOKS[state]}">${CHANGE_WORDS[state]}${why === '' ? '' : `: ${why}`}</td></tr>`,
  )}</tbody></table></div>`;
}

const CHANGE_LOOKS = {
  gone: 'passed',
  eased: 'passed',
  'still-there': 'failed',
  new: 'failed',
  'cannot-tell': 'muted',
} as const;

const listOf = (title: string, look: string, lines: readonly string[]): Markup =>
  lines.length === 0
    ? html``
    : html`<h2>${title}</h2><ul>${lines.map((line) => html`<li class="${look}">${line}</li>`)}</ul>`;

function rowOf(
  { unit }: LaunchRehearsal,
  before: LaunchRehearsal | null,
  { part, load, run }: LaunchRehearsal['levels'][number],
): Markup {
  const { figures, verdict } = run;
  const other = before?.levels.find((one) => one.part === part)?.run.figures;
  // A search has many levels; its own page tells them.
  const own = part === 'capacity' ? null : figures;
  return html`<tr><td>${PART_NAMES[part]}</td><td class="n">${load === null ? '–' : loadWithUnit(load, unit)}</td><td class="${verdict ?? 'muted'}">${verdict ?? run.status}</td><td class="n">${formatRate(own?.requestsPerSecond)}</td><td class="n">${formatMs(own?.p50)}</td><td class="n">${formatMs(own?.p95)}</td><td class="n">${formatMs(own?.p99)}</td><td class="n">${formatPercent(own?.failedRate)}</td>${before ? html`<td class="n">${part === 'capacity' ? '–' : formatMs(other?.p95)}</td>` : ''}</tr>`;
}
