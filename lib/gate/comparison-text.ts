import { changeLines } from '../findings/findings-text.ts';
import {
  ANSWER_WORDS,
  changeWords,
  figureWords,
  intervalWords,
  lackWords,
  METRIC_WORDS,
  marginWords,
  noiseWords,
} from '../judge/answer-words.ts';
import type { Judged } from '../judge/answers.ts';
import { JUDGED_METRICS } from '../judge/estimate.ts';
import { type Column, textTable } from '../report/text-table.ts';
import { LOG_WIDTH, shortened, wrapped } from '../report/wrapped.ts';
import { type Comparison, runName } from './comparison.ts';

/** What a person reads in a log of 80 columns: the answer, what the gates say, and every figure. Plain text. */
export function comparisonText(comparison: Comparison): string {
  const { baseline, sentence, differences, margins, rows, estimates } = comparison;
  const table = textTable(
    rows.flatMap(({ judged }) => shownOf(judged)),
    COLUMNS,
  );
  const [head = '', ...lines] = table.map((line) => `  ${line}`);
  let at = 0;
  const blocks = rows.flatMap(({ name, judged }) => {
    const own = lines.slice(at, at + shownOf(judged).length);
    at += own.length;
    return [shortened(name, LOG_WIDTH), ...own];
  });
  return [
    ...wrapped(`Compared with ${runName(baseline)}: ${sentence}`),
    ...differences.flatMap(({ what, text }) => wrapped(`${what}: ${text}`, '  ')),
    '',
    head,
    ...blocks,
    '',
    ...lackLines(rows.flatMap(({ judged }) => shownOf(judged))),
    ...wrapped(
      `Equivalent is what is ${marginWords(margins)}; intervals hold for all figures at once (95 %).`,
    ),
    ...(estimates.noise ? wrapped(noiseWords(estimates.noise)) : []),
    ...(comparison.findings ? changeLines(comparison.findings).flatMap((line) => wrapped(line)) : []),
    ...gateLines(comparison).flatMap((line) => wrapped(line)),
    '',
  ].join('\n');
}

const shownOf = (judged: Comparison['rows'][number]['judged']): Judged[] =>
  JUDGED_METRICS.map((metric) => judged[metric]).filter(({ lacks }) => lacks !== 'planned');

const COLUMNS: Column<Judged>[] = [
  { title: '', cell: ({ metric }) => METRIC_WORDS[metric] },
  { title: 'baseline', align: 'right', cell: ({ metric, baseline }) => figureWords(metric, baseline) },
  { title: 'candidate', align: 'right', cell: ({ metric, candidate }) => figureWords(metric, candidate) },
  { title: 'change (interval)', cell: changeAndInterval },
  { title: 'answer', cell: ({ answer }) => ANSWER_WORDS[answer] },
];

/** `+12 % (+9.1 to +15 %)`: narrower than both by themselves. */
function changeAndInterval(judged: Judged): string {
  const interval = intervalWords(judged)
    .replace(/ (?:%|points) to /, ' to ')
    .replace(' points', '');
  return interval === '' ? changeOf(judged) : `${changeOf(judged)} (${interval})`;
}

/** Why figures have no other answer, each reason once. */
function lackLines(judged: readonly Judged[]): string[] {
  const reasons = judged.filter(({ answer }) => answer === 'not-enough-data').map(lackWords);
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].flatMap(([reason, count]) =>
    wrapped(`Not enough data for ${count} ${count === 1 ? 'figure' : 'figures'}: ${reason}.`),
  );
}

const changeOf = ({ metric, change }: Judged) => (change === null ? '' : changeWords(metric, change));

export function answerWords(judged: Judged): string {
  const words = ANSWER_WORDS[judged.answer];
  return judged.change === null ? `${words}: ${lackWords(judged)}` : words;
}

/** One line for each figure that a gate does not let through, and for each gate that lets everything through. */
export function gateLines({ gates, broken }: Comparison): string[] {
  return gates.flatMap(({ text }) => {
    const own = broken.filter(({ gate }) => gate === text);
    if (own.length === 0) return [`Gate ${text}: passed`];
    return own.map(
      ({ request, judged }) =>
        `Gate ${text}: FAILED, ${request} ${METRIC_WORDS[judged.metric]} ${changeOf(judged)} (${intervalWords(judged)})`,
    );
  });
}
