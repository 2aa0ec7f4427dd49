import { formatCount, formatMs, formatPercent, threeDigits } from '@/lib/format/format.ts';
import type { StatementReport } from '@/lib/probe/report.ts';

/** Each with what it cost, and its plan to open. */
export function StatementList({ statements }: { statements: readonly StatementReport[] }) {
  const total = statements.reduce((sum, { seconds }) => sum + seconds, 0);
  return (
    <ol className="flex flex-col divide-y divide-border">
      {statements.map((statement) => (
        <li key={statement.text} className="flex flex-col gap-1 py-3 first:pt-1 last:pb-0">
          <code className="line-clamp-3 break-words font-mono text-xs">{statement.text}</code>
          <p className="text-muted text-xs tabular-nums">{costOf(statement, total)}</p>
          {statement.scans.map((scan) => (
            <p key={scan.table} className={isLong(scan) ? 'text-sm text-warn' : 'text-muted text-xs'}>
              {scanWords(scan, statement)}
            </p>
          ))}
          {statement.plan ? (
            <details className="text-xs">
              <summary className="cursor-pointer text-muted">Plan</summary>
              <pre className="mt-1 overflow-x-auto rounded-md bg-surface-2 p-3 font-mono leading-relaxed">
                {statement.plan.join('\n')}
              </pre>
            </details>
          ) : (
            <p className="text-muted text-xs">No plan. {statement.noPlan}</p>
          )}
        </li>
      ))}
    </ol>
  );
}

/** Reading a smaller table from end to end is no worse than asking an index. Rows. */
const LONG = 1_000;

type Scan = StatementReport['scans'][number];

const isLong = ({ rows }: Scan) => rows !== null && rows >= LONG;

function scanWords(scan: Scan, { rows, calls }: StatementReport): string {
  if (scan.rows === null) return `Reads all of ${scan.table}.`;
  const all = `Reads all of ${scan.table}, ${counted(scan.rows, 'row')}`;
  return isLong(scan) ? `${all}, to return ${count(rows / calls)}: no index serves it.` : `${all}.`;
}

const count = (value: number) => (Number.isInteger(value) ? formatCount(value) : threeDigits(value));
const counted = (value: number, one: string) => `${count(value)} ${value === 1 ? one : `${one}s`}`;

function costOf({ calls, seconds, rows, blocks }: StatementReport, total: number): string {
  const share = total === 0 ? '' : ` (${formatPercent(seconds / total)} of these)`;
  return [
    counted(calls, 'call'),
    `${formatMs((seconds / calls) * 1000)} each`,
    `${formatMs(seconds * 1000)} in all${share}`,
    `${counted(rows / calls, 'row')} and ${counted(blocks / calls, 'block')} a call`,
  ].join(' · ');
}
