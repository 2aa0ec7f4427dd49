import {
  ANSWER_WORDS,
  changeWords,
  figureWords,
  intervalWords,
  lackWords,
  METRIC_WORDS,
  marginWords,
} from '../judge/answer-words.ts';
import type { Judged } from '../judge/answers.ts';
import { JUDGED_METRICS, type JudgedMetric } from '../judge/estimate.ts';
import { textTable } from '../report/text-table.ts';
import { type Comparison, runName } from './comparison.ts';

type Line = { request: string; judged: Judged };

/** What a person reads in a log: the answer, what the gates say, and every figure. Plain text. */
export function comparisonText(comparison: Comparison): string {
  const { baseline, sentence, differences, margins, rows } = comparison;
  const lines = rows.flatMap(({ name, judged }): Line[] =>
    JUDGED_METRICS.filter((metric) => judged[metric].lacks !== 'planned').map((metric) => ({
      request: name,
      judged: judged[metric],
    })),
  );
  return [
    `Compared with ${runName(baseline)}: ${sentence}`,
    ...differences.map(({ what, text }) => `  ${what}: ${text}`),
    '',
    ...textTable(lines, [
      { title: 'request', cell: ({ request }) => request },
      { title: '', cell: ({ judged }) => METRIC_WORDS[judged.metric] },
      figure('baseline', ({ metric, baseline: value }) => [metric, value]),
      figure('candidate', ({ metric, candidate: value }) => [metric, value]),
      { title: 'change', align: 'right', cell: ({ judged }) => changeOf(judged) },
      { title: 'interval', cell: ({ judged }) => intervalWords(judged) },
      { title: 'answer', cell: ({ judged }) => answerWords(judged) },
    ]).map((line) => `  ${line}`),
    '',
    `Equivalent is what is ${marginWords(margins)}; intervals hold for all figures at once (95 %).`,
    ...gateLines(comparison),
    '',
  ].join('\n');
}

const figure = (title: string, of: (judged: Judged) => [JudgedMetric, number | null]) => ({
  ...{ title, align: 'right' as const },
  cell: ({ judged }: Line) => figureWords(...of(judged)),
});

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
