'use client';

import { CircleCheck, CircleX, RotateCcw } from 'lucide-react';
import { useReplay } from '@/components/api/steer.ts';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import { formatCount, formatMs, formatRequests } from '@/lib/format/format.ts';
import type { ShownExchange } from '@/lib/run/failure-figures.ts';
import type { PerformedIteration } from '@/lib/run/performed-iteration.ts';
import { ExchangeParts } from './exchange-parts.tsx';
import { useRunId } from './run-id.tsx';

/** Performs the iteration of an exchange once more, alone, and shows all that went over the wire. */
export function Replay({ exchange }: { exchange: ShownExchange }) {
  const runId = useRunId();
  const replay = useReplay(runId ?? '');
  const { scenario, name, vu, iteration, rows } = exchange;
  // A setup or teardown belongs to no scenario.
  if (runId === null || scenario === '') return null;
  return (
    <section aria-label="Replay" className="flex flex-col gap-3 border-border border-y py-3">
      <div className="flex flex-wrap items-center gap-3">
        <Button
          size="sm"
          busy={replay.isPending}
          onClick={() => replay.mutate({ scenario, name, vu, iteration, rows })}
        >
          <RotateCcw aria-hidden />
          {replay.data ? 'Once more' : 'Replay this iteration'}
        </Button>
        <p className="min-w-0 flex-1 text-muted text-xs">
          “{scenario}” once, alone, without think times: as user {formatCount(vu)}, iteration{' '}
          {formatCount(iteration + 1)}
          {rowsInWords(rows)}. Random values differ. It is sent to the target now, and counts nowhere.
        </p>
      </div>
      {replay.isPending ? <Loading what="Performing the iteration…" /> : null}
      {replay.error ? <ErrorState title="It could not be replayed" error={replay.error} /> : null}
      {replay.data && !replay.isPending ? <Performed iteration={replay.data} seen={exchange} /> : null}
    </section>
  );
}

function rowsInWords(rows: ShownExchange['rows']): string {
  const known = Object.entries(rows ?? {}).map(([name, row]) => `row ${formatCount(row + 1)} of ${name}`);
  return known.length === 0 ? '' : ` and with ${known.join(', ')}`;
}

function Performed({ iteration, seen }: { iteration: PerformedIteration; seen: ShownExchange }) {
  const { succeeded, exchanges, problems, endReason, durationMs, console: said } = iteration;
  const Icon = succeeded ? CircleCheck : CircleX;
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className={`flex items-start gap-2 text-sm ${succeeded ? 'text-ok' : 'text-fail'}`}>
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span>
          {outcome(iteration, seen)} {formatRequests(exchanges.length)} in {formatMs(durationMs)}.
        </span>
      </p>
      {problems.map((problem) => (
        <p key={problem} className="wrap-anywhere text-fail text-sm">
          {problem}
        </p>
      ))}
      {succeeded || problems.length > 0 || exchanges.length > 0 ? null : (
        <p className="text-sm">{endReason}</p>
      )}
      <ol aria-label="Requests of the replay" className="flex flex-col divide-y divide-border">
        {exchanges.map((exchange, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: exchanges have no other identity and never change
          <li key={index}>
            <details open={exchange.reason !== 'ok'}>
              <summary className="flex cursor-pointer flex-wrap items-center gap-2 py-1.5 text-sm">
                <Badge tone={exchange.reason === 'ok' ? 'ok' : 'fail'}>
                  {exchange.response?.status ?? exchange.reason}
                </Badge>
                <span className="wrap-anywhere font-medium">{exchange.name}</span>
                <span className="ml-auto text-muted tabular-nums">{formatMs(exchange.responseTimeMs)}</span>
              </summary>
              <div className="flex flex-col gap-3 pb-3 pl-2">
                {exchange.message ? (
                  <p className="wrap-anywhere whitespace-pre-wrap text-sm">{exchange.message}</p>
                ) : null}
                <ExchangeParts exchange={exchange} />
              </div>
            </details>
          </li>
        ))}
      </ol>
      {said.length === 0 ? null : (
        <pre className="max-h-40 overflow-auto whitespace-pre-wrap rounded-md border border-border bg-surface-2 p-3 text-xs">
          {said.map(({ level, text }) => `${level}: ${text}`).join('\n')}
        </pre>
      )}
    </div>
  );
}

/** Whether what was seen in the run came again. */
function outcome({ succeeded, exchanges }: PerformedIteration, seen: ShownExchange): string {
  if (succeeded) return seen.reason === 'slow' ? 'It succeeded.' : 'This time it did not fail.';
  const again = exchanges.some(
    ({ name, reason, signature }) =>
      name === seen.name && reason === seen.reason && signature === seen.signature,
  );
  return again ? 'The same failure came again.' : 'It failed, in another way.';
}
