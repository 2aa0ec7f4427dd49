import { Badge } from '@/components/ui/badge.tsx';
import { formatCount } from '@/lib/format/format.ts';
import type { RequestFigures } from '@/lib/run/summary.ts';

/** Where error kinds need a word more than their name. */
const ERROR_WORDS: Record<string, string> = {
  dns: 'name not found',
  refused: 'connection refused',
  reset: 'connection reset',
  tls: 'TLS error',
  'refused-host': 'host not allowed',
};

/** How the requests of a row were answered: statuses, kinds of errors, interrupted and refused ones, with their counts. */
export function OutcomeTags({ request }: { request: RequestFigures }) {
  // A `status` error is in the statuses already.
  const errors = Object.entries(request.errors).filter(([kind, count]) => kind !== 'status' && count > 0);
  // Which statuses are failures is the plan's to say: a 404 may be expected.
  const hasUnexpected = (request.errors.status ?? 0) > 0;
  return (
    <ul className="flex flex-wrap gap-1">
      {Object.entries(request.statuses).map(([status, count]) => (
        <Tag
          key={status}
          tone={hasUnexpected && Number(status) >= 400 ? 'fail' : 'neutral'}
          what={status}
          count={count}
        />
      ))}
      {errors.map(([kind, count]) => (
        <Tag key={kind} tone="fail" what={ERROR_WORDS[kind] ?? kind} count={count} />
      ))}
      {request.refused > 0 && !request.errors['refused-host'] ? (
        <Tag tone="warn" what="host not allowed" count={request.refused} />
      ) : null}
      {request.interrupted > 0 ? <Tag tone="abort" what="interrupted" count={request.interrupted} /> : null}
    </ul>
  );
}

function Tag({
  tone,
  what,
  count,
}: {
  tone: 'neutral' | 'fail' | 'warn' | 'abort';
  what: string;
  count: number;
}) {
  return (
    <li>
      <Badge tone={tone} className="tabular-nums" title={String(count)}>
        {what} <span className="font-normal">× {formatCount(count)}</span>
      </Badge>
    </li>
  );
}
