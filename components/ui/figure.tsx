import type { ReactNode } from 'react';
import { exact, formatBytes, formatCount, formatMs, formatPercent, formatRate } from '@/lib/format/format.ts';
import { cn } from './class-names.ts';

type Value = number | null | undefined;

const KINDS = {
  ms: { format: formatMs, exact: (value: Value) => exact(value, 'ms') },
  rate: { format: (value: Value) => formatRate(value), exact: (value: Value) => exact(value, 'per second') },
  count: { format: formatCount, exact: (value: Value) => exact(value) },
  byteRate: {
    format: (value: Value) =>
      value === null || value === undefined ? formatBytes(value) : `${formatBytes(value)}/s`,
    exact: (value: Value) => exact(value, 'bytes per second'),
  },
  bytes: { format: formatBytes, exact: (value: Value) => exact(value, 'bytes') },
  percent: {
    format: formatPercent,
    exact: (value: Value) => exact(value === null || value === undefined ? value : value * 100, '%'),
  },
} as const;

/** A measured number: three digits and the unit, the exact value as its title. `percent` takes a share from 0 to 1. */
export function Figure({
  value,
  kind,
  className,
}: {
  value: Value;
  kind: keyof typeof KINDS;
  className?: string;
}) {
  return (
    <span title={KINDS[kind].exact(value)} className={cn('whitespace-nowrap tabular-nums', className)}>
      {KINDS[kind].format(value)}
    </span>
  );
}

/** One figure with its name, for rows of headline numbers. */
export function Stat({ label, children, hint }: { label: ReactNode; children: ReactNode; hint?: ReactNode }) {
  return (
    <div className="min-w-0">
      <div className="truncate text-muted text-xs">{label}</div>
      <div className="font-semibold text-xl tabular-nums">{children}</div>
      {hint ? <div className="text-muted text-xs">{hint}</div> : null}
    </div>
  );
}
