import {
  addedIn,
  type EnvironmentComparison,
  type FigurePair,
  TIME_PART_NAMES,
  TIME_PARTS,
} from '../compare/environment-comparison.ts';
import { formatMs, formatPercent, formatRate } from '../format/format.ts';
import { html, type Markup } from './markup.ts';

/** The table that shows what the first of two environments hid. */
export function environmentsMarkup({
  sentence,
  baseline,
  candidate,
  figures,
  time,
}: EnvironmentComparison): Markup {
  return html`<h2>What ${baseline.environment} hid</h2><p>${sentence}</p>
<div class="scroll"><table><thead><tr><th>Figure</th><th class="n">${baseline.environment}</th><th class="n">${candidate.environment}</th><th class="n">Added</th></tr></thead><tbody>${[
    rowOf('Throughput', figures.requestsPerSecond, (value) => formatRate(value)),
    rowOf('p95', figures.p95, formatMs),
    rowOf('p99', figures.p99, formatMs),
    rowOf('Failed', figures.failedRate, formatPercent),
    rowOf('Connections made per request', figures.connections, formatPercent),
    rowOf('Time of the mean request', time.whole, formatMs),
    ...TIME_PARTS.map((part) => rowOf(`– ${TIME_PART_NAMES[part]}`, time.parts[part], formatMs)),
  ]}</tbody></table></div>`;
}

function rowOf(name: string, pair: FigurePair, format: (value: number | null) => string): Markup {
  const added = addedIn(pair);
  const sign = added === null || added === 0 ? '' : added > 0 ? '+' : '−';
  return html`<tr><td>${name}</td><td class="n">${format(pair.baseline)}</td><td class="n">${format(pair.candidate)}</td><td class="n">${sign}${format(added === null ? null : Math.abs(added))}</td></tr>`;
}
