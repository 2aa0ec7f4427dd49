import { CHANGE_WORDS } from '../findings/change.ts';
import { COURSE_WORDS } from '../findings/course.ts';
import type { Course, Evidence, Finding } from '../findings/finding.ts';
import type { FindingChanges } from '../findings/finding-changes.ts';
import { CONFIDENCE_WORDS } from '../findings/findings-text.ts';
import type { RunFindings } from '../findings/run-findings.ts';
import { formatCount, formatDurationClock, formatRate } from '../format/format.ts';
import type { RunProbe } from '../probe/run-probes.ts';
import { PROBE_VALUE_WORDS } from '../probe/value-words.ts';
import type { CurvePoint } from '../run/window.ts';
import { html, type Markup } from './markup.ts';
import { type StaticCurve, staticChart } from './static-chart.ts';

/** What limits the target, and what was seen of it. */
export type ReportFindings = RunFindings & { probes: readonly RunProbe[] };

/** Findings in a report, with the curves that show them. */
export function findingsSection(
  { findings, unseen, probes }: ReportFindings,
  points: readonly CurvePoint[],
): Markup {
  const last = points.at(-1);
  const seconds = last ? last.second + last.seconds : 1;
  return html`<h2>What limits the target</h2>${
    findings.length === 0
      ? html`<p class="hint">Nothing was found. Load, answers and what probes saw were looked through.</p>`
      : html`<ol class="findings">${findings.map((one) => findingItem(one, probes, { points, seconds }))}</ol>`
  }${
    unseen.length === 0
      ? ''
      : html`<details><summary class="hint">${unseen.length} kinds of faults could not be looked for</summary><ul class="hint">${unseen.map(({ what, decidedBy }) => html`<li>${what}: ${decidedBy} would decide.</li>`)}</ul></details>`
  }`;
}

export type Drawn = { points: readonly CurvePoint[]; seconds: number };

/** One finding with the curves that show it; `note` is what is known of it besides. */
export function findingItem(finding: Finding, probes: readonly RunProbe[], drawn: Drawn, note = ''): Markup {
  const { title, confidence, what, cost, why, refutedBy, decidedBy, followsFrom } = finding;
  const { evidence, since, requests, mends } = finding;
  const charts = chartsOf(evidence, probes, drawn);
  return html`<li><b>${title}</b> <span class="muted">(${CONFIDENCE_WORDS[confidence]})</span><br>${what}${note ? html`<br><span class="muted">${note}</span>` : ''}${followsFrom ? html`<br><span class="muted">Most likely follows from: ${followsFrom}</span>` : ''}
<dl><dt>Cost</dt><dd>${cost}</dd><dt>Evidence</dt><dd>${evidence.map(({ text }) => html`${text}<br>`)}</dd>${since ? html`<dt>Since</dt><dd>${formatDurationClock(since.second)}, at ${formatCount(since.vus)} users and ${formatRate(since.requestsPerSecond)}</dd>` : ''}${requests.length > 0 ? html`<dt>Requests</dt><dd>${requests.join(', ')}</dd>` : ''}<dt>Why</dt><dd>${why}</dd><dt>Not so, if</dt><dd>${refutedBy}</dd>${decidedBy ? html`<dt>To be sure</dt><dd>${decidedBy}</dd>` : ''}<dt>Usual mends</dt><dd>${mends.map(({ text, code }) => html`${text}${code ? html`<div class="muted">${code.stack}</div><pre>${code.text}</pre>` : html`<br>`}`)}</dd></dl>${charts.length > 0 ? html`<div class="charts">${charts}</div>` : ''}</li>`;
}

/** Curves with the same title in one picture, those of probes first. */
function chartsOf(
  evidence: readonly Evidence[],
  probes: readonly RunProbe[],
  { points, seconds }: Drawn,
): Markup[] {
  const charts = new Map<string, StaticCurve[]>();
  const add = (chart: string, curve: StaticCurve) => charts.set(chart, [...(charts.get(chart) ?? []), curve]);
  const keys = new Set(
    evidence.flatMap(({ curves }) => (curves?.keys ?? []).map((key) => `${curves?.probe} ${key}`)),
  );
  for (const { name, series, at, values } of probes)
    for (const [index, { key, chart, label, unit }] of series.entries())
      if (keys.has(`${name} ${key}`))
        add(chart, {
          label,
          values: at.map((second, look) => ({ at: second, value: values[index]?.[look] ?? null })),
          format: PROBE_VALUE_WORDS[unit],
        });
  const courses = new Set(evidence.flatMap(({ course = [] }): Course[] => course));
  for (const course of courses) {
    const { chart, label, value, format } = COURSE_WORDS[course];
    add(chart, {
      ...{ label, format },
      values: points.map((point) => ({ at: point.second + point.seconds, value: value(point) })),
    });
  }
  return [...charts].map(([title, curves]) => staticChart(title, curves, seconds));
}

/** Whether what was found in the baseline is gone. */
export function changesSection({ changes }: FindingChanges): Markup {
  return html`<h2>What limits the target: is it gone?</h2>${
    changes.length === 0
      ? html`<p class="hint">Nothing was found in either run.</p>`
      : html`<div class="scroll"><table><thead><tr><th>Finding</th><th></th><th>Cost</th></tr></thead><tbody>${changes.map(({ change, before, after, words }) => html`<tr><td>${(after ?? before)?.title ?? ''}</td><td class="${LOOKS[change]}">${CHANGE_WORDS[change]}</td><td>${words}</td></tr>`)}</tbody></table></div>`
  }`;
}

const LOOKS = { gone: 'better', new: 'worse', still: 'worse', 'not-told': 'muted' } as const;
