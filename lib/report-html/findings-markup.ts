import type { Finding } from '../findings/finding.ts';
import { CONFIDENCE_WORDS } from '../findings/findings-text.ts';
import { html, type Markup } from './markup.ts';

/** Findings as a numbered list, with what shows them and what mends them. `note` is a line for each. */
export function findingsMarkup(findings: readonly { finding: Finding; note: string }[]): Markup {
  return html`<ol class="findings">${findings.map(({ finding, note }) => itemOf(finding, note))}</ol>`;
}

function itemOf(finding: Finding, note: string): Markup {
  const { title, confidence, what, cost, why, refutedBy, evidence, mends, decidedBy, followsFrom } = finding;
  return html`<li><p><b>${title}</b> <span class="muted">(${CONFIDENCE_WORDS[confidence]})</span><br>${what}</p>
<p class="hint">${note}${followsFrom === null ? '' : ` Most likely follows from: ${followsFrom}`}</p>
<dl>${part('Cost', cost)}${part(
    'Evidence',
    evidence.map(({ text }) => html`<div>${text}</div>`),
  )}${part('Why', why)}${part('Not so, if', refutedBy)}${decidedBy === null ? '' : part('To be sure', decidedBy)}${
    mends.length === 0 ? '' : part('Usual mends', mends.map(mendOf))
  }</dl></li>`;
}

const part = (name: string, content: string | Markup[]): Markup => html`<dt>${name}</dt><dd>${content}</dd>`;

const mendOf = ({ text, code }: Finding['mends'][number]): Markup =>
  html`<div>${text}${code === null ? '' : html`<pre title="${code.stack}">${code.text}</pre>`}</div>`;
