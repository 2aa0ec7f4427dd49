import { ArrowDown, ArrowUp, Equal } from 'lucide-react';
import { cn } from '@/components/ui/class-names.ts';
import { TableCell } from '@/components/ui/table.tsx';
import type { Difference, Judgement, Metric } from '@/lib/compare/compare-runs.ts';
import {
  exact,
  formatChange,
  formatMs,
  formatPercent,
  formatRate,
  threeDigits,
} from '@/lib/format/format.ts';

type Format = {
  value: (value: number) => string;
  /** A difference without its sign; of shares it is in percentage points. */
  change: (value: number) => string;
  exact: (value: number) => string;
};

const perSecond = (value: number) => formatRate(value);

const TIME: Format = { value: formatMs, change: formatMs, exact: (value) => exact(value, 'ms') };
const FORMATS: Record<Metric, Format> = {
  p50: TIME,
  p95: TIME,
  p99: TIME,
  failedRate: {
    value: formatPercent,
    change: (value) => `${threeDigits(value * 100)} pp`,
    exact: (value) => exact(value * 100, '%'),
  },
  requestsPerSecond: { value: perSecond, change: perSecond, exact: (value) => exact(value, 'per second') },
};

const COLOURS: Record<Judgement, string> = { better: 'text-ok', worse: 'text-fail', same: 'text-muted' };

/** Both values, then the difference with its direction and the word for it. */
export function DifferenceCell({ metric, difference }: { metric: Metric; difference: Difference }) {
  const { baseline, candidate, absolute, relative, judgement } = difference;
  const format = FORMATS[metric];
  const Arrow = judgement === 'same' ? Equal : absolute < 0 ? ArrowDown : ArrowUp;
  return (
    <TableCell
      numeric
      className="max-sm:whitespace-normal max-sm:px-2"
      title={`${format.exact(baseline)} → ${format.exact(candidate)}`}
    >
      <div>
        <span className="whitespace-nowrap text-muted">
          {format.value(baseline)} <span aria-hidden>→</span>
          <span className="sr-only">to</span>
        </span>{' '}
        <span className="whitespace-nowrap font-medium">{format.value(candidate)}</span>
      </div>
      <div
        className={cn(
          'inline-flex items-center justify-end gap-x-1 text-xs max-sm:flex-wrap',
          COLOURS[judgement],
        )}
      >
        <Arrow aria-hidden className="size-3" />
        {judgement}
        <span className="whitespace-nowrap">
          {signed(absolute, format.change)}
          {relative === null || absolute === 0 ? '' : ` (${formatChange(relative)})`}
        </span>
      </div>
    </TableCell>
  );
}

function signed(value: number, format: (value: number) => string): string {
  if (value === 0) return '';
  return `${value > 0 ? '+' : '−'}${format(Math.abs(value))}`;
}
