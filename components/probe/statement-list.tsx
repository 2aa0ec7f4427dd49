import { formatCount, formatMs, threeDigits } from '@/lib/format/format.ts';
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
          {statement.scans.map(({ table, rows }) => (
            <p key={table} className="text-sm text-warn">
              Reads all of {table}
              {rows === null ? '' : `, ${formatCount(rows)} rows`}
              {rows === null || statement.rows === 0
                ? ''
                : `, to return ${count(statement.rows / statement.calls)}`}
              : no index serves it.
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

const count = (value: number) => (Number.isInteger(value) ? formatCount(value) : threeDigits(value));

function costOf({ calls, seconds, rows, blocks }: StatementReport, total: number): string {
  const share = total === 0 ? '' : ` (${Math.round((seconds / total) * 100)} % of these)`;
  return [
    `${formatCount(calls)} ${calls === 1 ? 'call' : 'calls'}`,
    `${formatMs((seconds / calls) * 1000)} each`,
    `${formatMs(seconds * 1000)} in all${share}`,
    `${count(rows / calls)} rows and ${count(blocks / calls)} blocks a call`,
  ].join(' · ');
}
