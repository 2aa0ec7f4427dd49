'use client';

import { Copy } from 'lucide-react';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { copyText } from '@/components/ui/copy-text.ts';
import { toast, toastError } from '@/components/ui/toast.tsx';
import { formatCount, formatDurationClock, formatMs } from '@/lib/format/format.ts';
import type { ShownExchange } from '@/lib/run/failure-figures.ts';
import { asCurl } from './as-curl.ts';
import { ExchangeParts } from './exchange-parts.tsx';
import { Replay } from './replay.tsx';

/** One request with its response, as far as they were kept. */
export function ExchangeView({ exchange }: { exchange: ShownExchange }) {
  const { name, reason, atMs, responseTimeMs, vu, iteration, message } = exchange;
  const copy = () =>
    copyText(asCurl(exchange)).then(
      () => toast('Copied as cURL. What was masked (***) has to be filled in.'),
      (error: unknown) => toastError('Could not copy', error),
    );
  return (
    <article className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm tabular-nums">
        <span className="wrap-anywhere font-medium">{name}</span>
        <Badge tone={reason === 'slow' ? 'neutral' : reason === 'check' ? 'warn' : 'fail'}>{reason}</Badge>
        <span title={`${atMs} ms after the start`}>at {formatDurationClock(atMs / 1000)}</span>
        <span>took {formatMs(responseTimeMs)}</span>
        <span className="text-muted">
          user {formatCount(vu)}, iteration {formatCount(iteration + 1)}
        </span>
        <Button size="sm" className="ml-auto" onClick={copy}>
          <Copy aria-hidden />
          Copy as cURL
        </Button>
      </div>
      {message ? <p className="wrap-anywhere text-sm">{message}</p> : null}
      <Replay exchange={exchange} />
      <ExchangeParts exchange={exchange} />
    </article>
  );
}
