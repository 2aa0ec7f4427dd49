import { changeWords, figureWords, intervalWords, METRIC_WORDS } from '../judge/answer-words.ts';
import type { Judged } from '../judge/answers.ts';
import { judgedOf } from '../judge/impact.ts';
import { type Comparison, runName } from './comparison.ts';
import { answerWords } from './comparison-text.ts';
import { xml } from './xml.ts';

/** Every figure as a test case: one that a gate does not let through fails, one without an answer is skipped. */
export function comparisonJunit(comparison: Comparison): string {
  const { rows, broken, candidate, baseline } = comparison;
  const cases = rows.flatMap((row) =>
    judgedOf(row).map((judged) => {
      const gates = broken.filter((one) => one.request === row.name && one.judged.metric === judged.metric);
      const name = `<testcase classname="${xml(row.name)}" name="${METRIC_WORDS[judged.metric]}"`;
      if (gates.length > 0)
        return {
          failed: 1,
          skipped: 0,
          text: `${name}><failure message="${xml(words(judged))}"/></testcase>`,
        };
      if (judged.answer === 'not-enough-data')
        return {
          failed: 0,
          skipped: 1,
          text: `${name}><skipped message="${xml(words(judged))}"/></testcase>`,
        };
      return {
        failed: 0,
        skipped: 0,
        text: `${name}><system-out>${xml(words(judged))}</system-out></testcase>`,
      };
    }),
  );
  const sum = (of: 'failed' | 'skipped') => cases.reduce((total, one) => total + one[of], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="${xml(`${runName(candidate)} against ${runName(baseline)}`)}" tests="${cases.length}" failures="${sum('failed')}" skipped="${sum('skipped')}" timestamp="${candidate.startedAt ?? candidate.createdAt}">`,
    ...cases.map(({ text }) => `  ${text}`),
    '</testsuite>',
    '',
  ].join('\n');
}

function words(judged: Judged): string {
  const { metric, baseline, candidate, change } = judged;
  const figures = `${figureWords(metric, baseline)} to ${figureWords(metric, candidate)}`;
  const reach = change === null ? '' : `, ${changeWords(metric, change)} (${intervalWords(judged)})`;
  return `${answerWords(judged)}: ${figures}${reach}`;
}

/** A cell that a spreadsheet takes for text, whatever is in it. */
const csv = (value: string | number | null) => {
  const text = value === null ? '' : String(value);
  const plain = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

export const CSV_COLUMNS =
  'scenario,group,request,metric,answer,baseline,candidate,change,low,high,margin,p,requests_baseline,requests_candidate';

/** Every figure as a line: milliseconds, shares of 1, exact. */
export function comparisonCsv({ rows }: Comparison): string {
  const lines = rows.flatMap(({ scenario, group, name, requests, judged }) =>
    judgedOf({ scenario, group, name, requests, judged }).map((one) =>
      [
        ...[scenario, group, name, one.metric, one.answer, one.baseline, one.candidate, one.change],
        ...[one.interval?.low ?? null, one.interval?.high ?? null, one.margin, one.p],
        ...[requests.baseline, requests.candidate],
      ]
        .map(csv)
        .join(','),
    ),
  );
  return `${[CSV_COLUMNS, ...lines].join('\n')}\n`;
}

/** All of it, for programs. */
export function comparisonJson(comparison: Comparison): string {
  const { baseline, candidate, sentence, judged, differences, margins, gates, broken, findings } = comparison;
  const passed = broken.length === 0;
  const told = {
    schema: 1,
    passed,
    sentence,
    baseline,
    candidate,
    margins,
    gates,
    broken,
    differences,
    judged,
    findings,
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}
