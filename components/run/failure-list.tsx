'use client';

import { useState } from 'react';
import { Badge } from '@/components/ui/badge.tsx';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Figure } from '@/components/ui/figure.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { formatDurationClock } from '@/lib/format/format.ts';
import type { FailureFigures, ShownExchange } from '@/lib/run/failure-figures.ts';
import type { RunError, RunView } from '@/lib/run/view.ts';
import { ExchangeDialog } from './exchange-dialog.tsx';
import { Sparkline } from './sparkline.tsx';

type Props = {
  view: Pick<RunView, 'failures' | 'errors' | 'elapsedSeconds'>;
  exchanges: readonly ShownExchange[];
};

/** Everything that went wrong, by what went wrong; each opens the requests and responses that were kept of it. */
export function FailureList({ view: { failures, errors, elapsedSeconds }, exchanges }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  const opened = failures.find((failure) => keyOf(failure) === open);
  return (
    <Card aria-label="Failures by cause">
      <CardHeader
        title="Failures by cause"
        hint="Every failure is counted; of each cause the first and the last few are kept whole, secrets masked."
      />
      {failures.length === 0 ? (
        <p className="px-4 pb-4 text-muted text-sm">Nothing has failed.</p>
      ) : (
        <div className="max-h-112 overflow-y-auto">
          <Table label="Failures by cause">
            <TableHead>
              <tr>
                <TableHeader>What went wrong</TableHeader>
                <TableHeader numeric>Count</TableHeader>
                <TableHeader>First and last</TableHeader>
                <TableHeader>Course</TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {failures.map((failure) => (
                <TableRow key={keyOf(failure)}>
                  <TableCell className="wrap-anywhere">
                    <button
                      type="button"
                      className="text-left hover:underline"
                      aria-haspopup="dialog"
                      onClick={() => setOpen(keyOf(failure))}
                    >
                      <Badge tone={failure.reason === 'check' ? 'warn' : 'fail'}>{failure.reason}</Badge>{' '}
                      <span className="text-accent">{failure.signature}</span>
                    </button>
                    {failure.name === null ? null : (
                      <div className="text-muted text-xs">{placeOf(failure)}</div>
                    )}
                  </TableCell>
                  <TableCell numeric className="whitespace-nowrap">
                    {failure.atLeast ? <span className="text-muted">at least </span> : null}
                    <Figure kind="count" value={failure.count} />
                  </TableCell>
                  <TableCell className="whitespace-nowrap tabular-nums">
                    {formatDurationClock(failure.firstSeconds)} – {formatDurationClock(failure.lastSeconds)}
                  </TableCell>
                  <TableCell>
                    <Sparkline {...failure.trend} seconds={elapsedSeconds} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      {opened ? (
        <ExchangeDialog
          title={opened.signature}
          exchanges={exchanges.filter((one) => keyOf(one) === open)}
          empty={<Messages failure={opened} errors={errors} />}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </Card>
  );
}

type Identity = Pick<FailureFigures, 'scenario' | 'group' | 'name' | 'reason' | 'signature'>;
const keyOf = ({ scenario, group, name, reason, signature }: Identity) =>
  JSON.stringify([scenario, group, name, reason, signature]);

const placeOf = ({ scenario, group, name }: Identity) => [scenario, group, name].filter(Boolean).join(' / ');

/** Where there was no exchange, or none was kept, the last messages say what is known. */
function Messages({ failure, errors }: { failure: FailureFigures; errors: readonly RunError[] }) {
  const own = errors.filter(({ kind, request }) => kind === failure.reason && request === failure.name);
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p className="text-muted">
        {failure.reason === 'plan' || failure.reason === 'refused-host'
          ? 'No request was sent, so there is none to show.'
          : 'No exchange of this cause was kept.'}
      </p>
      {own.slice(0, 10).map((error, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: messages have no identity and are replaced as a whole
        <p key={index} className="wrap-anywhere font-mono text-xs">
          {formatDurationClock(error.atMs / 1000)} {error.message}
        </p>
      ))}
    </div>
  );
}
