'use client';

import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge.tsx';
import { formatBytes, formatCount } from '@/lib/format/format.ts';
import type { ShownExchange } from '@/lib/run/failure-figures.ts';

type Body = ShownExchange['request']['body'];

/** A request and its response, as far as they were kept. */
export function ExchangeParts({ exchange: { request, response } }: { exchange: ShownExchange }) {
  return (
    <>
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
    </>
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
