import { changeLines } from '../findings/findings-text.ts';
import { changeWords, figureWords, intervalWords, METRIC_WORDS, marginWords } from '../judge/answer-words.ts';
import type { Judged, JudgedRequest } from '../judge/answers.ts';
import { judgedOf } from '../judge/impact.ts';
import { type Comparison, runName } from './comparison.ts';
import { answerWords, gateLines } from './comparison-text.ts';

/** Names come from plans: nothing in them may end a cell or be taken for markup. */
export const cell = (text: string) => text.replaceAll(/[\\`*_{}[\]<>#|~]/g, '\\$&').replaceAll(/\s+/g, ' ');

/** A comment for a pull request: what changed first, the rest folded away. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { baseline, candidate, broken, sentence, rows, differences, margins, gates } = comparison;
  const mark = gates.length === 0 ? '' : broken.length > 0 ? '❌ ' : '✅ ';
  const isChanged = ({ answer }: Judged) => answer === 'worse' || answer === 'better';
  const changed = rows.flatMap((row) => lines(row, judgedOf(row).filter(isChanged)));
  const others = rows.flatMap((row) =>
    lines(
      row,
      judgedOf(row).filter((one) => !isChanged(one)),
    ),
  );
  return [
    `### ${mark}${cell(runName(candidate))} against ${cell(runName(baseline))}`,
    '',
    cell(sentence),
    '',
    ...(differences.length > 0
      ? [...differences.map(({ what, text }) => `- **${cell(what)}**: ${cell(text)}`), '']
      : []),
    ...(changed.length > 0 ? [...HEAD, ...changed, ''] : []),
    ...(comparison.findings ? changeLines(comparison.findings).map((line) => `- ${cell(line)}`) : []),
    ...gateLines(comparison).map((line) => `- ${cell(line)}`),
    '',
    `<details><summary>${others.length} figures that did not change for certain</summary>`,
    '',
    ...HEAD,
    ...others,
    '',
    `Equivalent is what is ${marginWords(margins)}. Intervals hold for all figures at once (95 %).`,
    '</details>',
    '',
  ].join('\n');
}

const HEAD = [
  '| request | | baseline | candidate | change | interval | answer |',
  '|---|---|--:|--:|--:|---|---|',
];

const lines = ({ name }: JudgedRequest, judged: readonly Judged[]) =>
  judged.map((one) => {
    const { metric, baseline, candidate, change } = one;
    const cells = [
      ...[cell(name), METRIC_WORDS[metric]],
      ...[figureWords(metric, baseline), figureWords(metric, candidate)],
      ...[change === null ? '' : changeWords(metric, change), intervalWords(one), answerWords(one)],
    ];
    return `| ${cells.join(' | ')} |`;
  });
