'use client';

import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { toast, toastError } from '@/components/ui/toast.tsx';
import { formatBytes, formatCount, formatDurationClock, formatMs } from '@/lib/format/format.ts';
import type { ShownExchange } from '@/lib/run/failure-figures.ts';
import { asCurl } from './as-curl.ts';

type Body = ShownExchange['request']['body'];

/** One request with its response, as far as they were kept. */
export function ExchangeView({ exchange }: { exchange: ShownExchange }) {
  const { request, response, atMs, responseTimeMs, vu, iteration, message } = exchange;
  const copy = () =>
    navigator.clipboard.writeText(asCurl(exchange)).then(
      () => toast('Copied as cURL. What was masked (***) has to be filled in.'),
      (error: unknown) => toastError('Could not copy', error),
    );
  return (
    <article className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm tabular-nums">
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
      <Part title="Request" first={`${request.method} ${request.url}`} headers={request.headers}>
        <BodyView body={request.body} none="No body." />
      </Part>
      {response ? (
        <Part
          title="Response"
          first={<Badge tone={response.status >= 400 ? 'fail' : 'neutral'}>{response.status}</Badge>}
          headers={response.headers}
        >
          <BodyView body={response.body} none="No body." />
        </Part>
      ) : (
        <p className="text-muted text-sm">No response came.</p>
      )}
    </article>
  );
}

function Part({
  title,
  first,
  headers,
  children,
}: {
  title: string;
  first: ReactNode;
  headers: ShownExchange['request']['headers'];
  children: ReactNode;
}) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h3 className="font-semibold text-sm">{title}</h3>
      <div className="wrap-anywhere font-mono text-xs">{first}</div>
      <dl className="grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-3 gap-y-0.5 font-mono text-xs">
        {headers.map(([name, value], index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: headers may repeat and never change
          <div key={index} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-muted">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </section>
  );
}

function BodyView({ body, none }: { body: Body; none: string }) {
  if (!body) return <p className="text-muted text-xs">{none}</p>;
  const size = formatBytes(body.bytes);
  if (body.form === 'binary') return <p className="text-muted text-xs">Binary body, {size}.</p>;
  if (body.form === 'not-kept') return <p className="text-muted text-xs">The body ({size}) was not kept.</p>;
  return (
    <div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-64 overflow-auto whitespace-pre-wrap break-all rounded-md border border-border bg-surface-2 p-3 text-xs"
      >
        {body.text}
      </pre>
      <p className="mt-1 text-muted text-xs">
        {body.text.length >= SHOWN ? `The first ${formatCount(SHOWN)} characters of ${size}.` : size}
      </p>
    </div>
  );
}

/** As many characters of a body as a worker keeps. */
const SHOWN = 4096;
