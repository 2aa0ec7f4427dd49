'use client';

import { useState } from 'react';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Figure } from '@/components/ui/figure.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { formatDurationClock } from '@/lib/format/format.ts';
import type { ShownExchange } from '@/lib/run/failure-figures.ts';
import { ExchangeDialog } from './exchange-dialog.tsx';

/** The slowest requests that were answered as expected; each opens what was sent and received. */
export function SlowList({ exchanges }: { exchanges: readonly ShownExchange[] }) {
  const [open, setOpen] = useState<number | null>(null);
  const slow = exchanges
    .filter(({ reason }) => reason === 'slow')
    .toSorted((a, b) => b.responseTimeMs - a.responseTimeMs);
  return (
    <Card aria-label="Slowest requests">
      <CardHeader
        title="Slowest requests"
        hint="Of each request the slowest few, to within 5 %, of the first 10 seconds and of every doubling after."
      />
      {slow.length === 0 ? (
        <p className="px-4 pb-4 text-muted text-sm">None was kept.</p>
      ) : (
        <div className="max-h-112 overflow-y-auto">
          <Table label="Slowest requests, one by one">
            <TableHead>
              <tr>
                <TableHeader>Request</TableHeader>
                <TableHeader numeric>Response time</TableHeader>
                <TableHeader numeric>At</TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {slow.map((exchange, index) => (
                <TableRow key={`${exchange.vu} ${exchange.atMs} ${exchange.name}`}>
                  <TableCell className="wrap-anywhere">
                    <button
                      type="button"
                      className="text-left text-accent hover:underline"
                      aria-haspopup="dialog"
                      onClick={() => setOpen(index)}
                    >
                      {exchange.name}
                    </button>
                    <div className="wrap-anywhere text-muted text-xs">{exchange.request.url}</div>
                  </TableCell>
                  <TableCell numeric>
                    <Figure kind="ms" value={exchange.responseTimeMs} />
                  </TableCell>
                  <TableCell numeric className="tabular-nums">
                    {formatDurationClock(exchange.atMs / 1000)}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      {open === null ? null : (
        <ExchangeDialog
          title="Slowest requests"
          exchanges={slow}
          first={open}
          empty={null}
          onClose={() => setOpen(null)}
        />
      )}
    </Card>
  );
}
