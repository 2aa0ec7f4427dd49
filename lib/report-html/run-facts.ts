import type { RunDetail } from '../api/contract.ts';
import { formatMs, formatSpan } from '../format/format.ts';
import { writePlan } from '../plan-file/plan-file.ts';
import { html, type Markup } from './markup.ts';

/** All that is needed to believe the figures of a run. */
export function runFacts(title: string, { run, plan, view }: RunDetail): Markup {
  const { generator } = view;
  const facts: [string, string][] = [
    ['Plan', `${run.plan.name}, version ${run.plan.versionNumber}`],
    ['Environment', `${run.environment.name} (${run.environment.baseUrl})`],
    ['Release', run.release || 'none named'],
    ['Commit', run.gitCommit || 'none named'],
    ['Started', run.startedAt ?? 'never'],
    ['Length', formatSpan(run.durationSeconds ?? view.elapsedSeconds)],
    ...(run.stepSeconds ? [['Kept in', `steps of ${run.stepSeconds} s`] satisfies [string, string]] : []),
    ['Warm-up left out', view.warmUp.seconds > 0 ? formatSpan(view.warmUp.seconds) : 'none'],
    ['Verdict', `${run.verdict ?? 'none'}${view.endReason ? `: ${view.endReason}` : ''}`],
    [
      'Generator',
      generator.valid
        ? `kept up; ${generator.workers} ${generator.workers === 1 ? 'worker' : 'workers'}, held up for ${formatMs(generator.maxEventLoopDelayMs)} at most`
        : `could not keep up: ${generator.reasons.join('; ')}`,
    ],
  ];
  return html`<h2>${title}</h2><dl>${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<details><summary>The plan</summary><pre>${writePlan(plan)}</pre></details>`;
}
