import { formatMs, formatPercent, formatRate } from '../format/format.ts';
import { textTable } from '../report/text-table.ts';
import { curveOf } from './curve.ts';
import type { CapacityReport } from './report.ts';
import { answerInWords, beyondInWords, loadNumber, loadWithUnit, OUTCOMES, uslInWords } from './words.ts';

/** A finished search as the console shows it. */
export function capacityText(report: CapacityReport): string {
  const { answer, unit, steps, beyond, leftOut } = report;
  const curve = curveOf(report);
  const lines = [
    answer ? answerInWords(answer, unit) : 'The search has not ended.',
    ...(beyond ? [beyondInWords(beyond, unit)] : []),
    ...(curve.knee
      ? [
          `The knee is at ${loadWithUnit(curve.knee.load, unit)}: ${formatRate(curve.knee.requestsPerSecond)}.`,
        ]
      : []),
    uslInWords(curve.usl, curve.concurrency),
    ...leftOut.map((rule) => `Not looked at, since it means a whole run: ${rule}`),
  ];
  const right = 'right';
  const table = textTable(steps, [
    { title: unit, align: right, cell: ({ load }) => loadNumber(load) },
    { title: 'requests', align: right, cell: (step) => formatRate(step.requestsPerSecond) },
    { title: 'p50', align: right, cell: ({ p50 }) => formatMs(p50) },
    { title: 'p95', align: right, cell: ({ p95 }) => formatMs(p95) },
    { title: 'p99', align: right, cell: ({ p99 }) => formatMs(p99) },
    { title: 'failed', align: right, cell: ({ failedRate }) => formatPercent(failedRate) },
    { title: 'measured', align: right, cell: ({ seconds }) => `${seconds} s` },
    { title: 'outcome', cell: ({ outcome, why }) => `${OUTCOMES[outcome]}: ${why}` },
  ]);
  return `${[...lines, '', ...table].join('\n')}\n`;
}
