import { answersOf, type Judged, type JudgedRequest, type Margins } from '../judge/answers.ts';
import type { JudgedMetric, RunEstimates } from '../judge/estimate.ts';

/** What a gate does not let through: anything worse, or one metric worse by more than so much. */
export type FailOn = {
  /** As it was written. */
  text: string;
  metric: JudgedMetric | null;
  /** Share, of failures too; the margins in force when null. */
  margin: number | null;
};

const METRICS: Record<string, JudgedMetric> = {
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  failed: 'failedRate',
  throughput: 'requestsPerSecond',
};
export const GATE_METRICS = Object.keys(METRICS);

/** Reads `worse`, `worse:p95` or `worse:p95:10`; a problem in words otherwise. */
export function readFailOn(text: string): FailOn | { problem: string } {
  const [answer, name, percent, ...more] = text.split(':');
  if (answer !== 'worse' || more.length > 0)
    return { problem: `"${text}" is no gate; write worse, worse:p95 or worse:p95:10` };
  const metric = name === undefined ? null : METRICS[name];
  if (metric === undefined)
    return { problem: `"${text}": there is no metric "${name}"; there are ${GATE_METRICS.join(', ')}` };
  const margin = percent === undefined ? null : Number(percent) / 100;
  if (margin !== null && !(margin > 0 && margin <= 1))
    return { problem: `"${text}": "${percent}" must be a percentage above 0, up to 100` };
  return { text, metric, margin };
}

/** One figure that a gate does not let through. */
export type Broken = { gate: string; request: string; judged: Judged };

/** What of the comparison each gate does not let through. */
export function brokenBy(gates: readonly FailOn[], estimates: RunEstimates, margins: Margins): Broken[] {
  return gates.flatMap((gate) => {
    const { margin } = gate;
    const own =
      margin === null ? margins : { ...margins, relative: margin, failedRate: margin, milliseconds: 0 };
    const { total, requests } = answersOf(estimates, own);
    const rows: [string, JudgedRequest][] = [
      ...requests.map((row): [string, JudgedRequest] => [row.name, row]),
      ['All requests', total],
    ];
    return rows.flatMap(([request, row]) =>
      Object.values(row.judged)
        .filter(
          ({ answer, metric }) => answer === 'worse' && (gate.metric === null || metric === gate.metric),
        )
        .map((judged): Broken => ({ gate: gate.text, request, judged })),
    );
  });
}
