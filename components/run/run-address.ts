import type { BrushedStretch } from '@/components/charts/brush.tsx';
import { SCALES, type Scale } from '@/components/charts/scale.ts';
import { SHOWN_LATENCIES, type ShownLatency } from '@/lib/run/shown-latency.ts';

/** What of a run its page shows. It stands in the address, so that it can be shared. */
export type RunAddress = {
  /** Whose figures are shown; null for the whole run. */
  stretch: BrushedStretch | null;
  /** To what the charts reach; null for all there is. */
  zoom: BrushedStretch | null;
  /** Requests by their index in the record, ascending; null for all. */
  series: readonly number[] | null;
  latency: ShownLatency;
  scale: Scale;
};

export function readAddress(query: URLSearchParams): RunAddress {
  const series = query.get('series');
  return {
    stretch: stretchIn(query.get('from'), query.get('to')),
    zoom: stretchIn(...pairIn(query.get('zoom'))),
    series: series && /^\d{1,6}(,\d{1,6})*$/.test(series) ? sorted(series.split(',').map(Number)) : null,
    latency: SHOWN_LATENCIES.find((one) => one === query.get('latency')) ?? 'responseTime',
    scale: SCALES.find((one) => one === query.get('scale')) ?? 'linear',
  };
}

/** The query of an address, with its question mark; empty when it says nothing. */
export function writeAddress({ stretch, zoom, series, latency, scale }: RunAddress): string {
  const parts = [
    ...(stretch ? [`from=${stretch.from}&to=${stretch.to}`] : []),
    ...(zoom ? [`zoom=${zoom.from}-${zoom.to}`] : []),
    ...(series && series.length > 0 ? [`series=${sorted(series).join(',')}`] : []),
    ...(latency === 'responseTime' ? [] : [`latency=${latency}`]),
    ...(scale === 'linear' ? [] : [`scale=${scale}`]),
  ];
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** The stretch within a run of so many seconds; null when nothing of it is. */
export function within(stretch: BrushedStretch | null, seconds: number): BrushedStretch | null {
  if (!stretch) return null;
  const to = Math.min(stretch.to, seconds);
  return stretch.from < to ? { from: stretch.from, to } : null;
}

function pairIn(text: string | null): [string | null, string | null] {
  const [from = null, to = null] = text?.split('-') ?? [];
  return [from, to];
}

function stretchIn(from: string | null, to: string | null): BrushedStretch | null {
  const [start, end] = [secondIn(from), secondIn(to)];
  return start !== null && end !== null && start < end ? { from: start, to: end } : null;
}

const secondIn = (text: string | null): number | null =>
  text && /^\d{1,8}$/.test(text) ? Number(text) : null;

const sorted = (series: readonly number[]): number[] => [...new Set(series)].sort((a, b) => a - b);

/** Half its length earlier or later, within what there is. */
export function panned({ from, to }: BrushedStretch, way: -1 | 1, seconds: number): BrushedStretch {
  const length = to - from;
  const start = Math.min(Math.max(0, seconds - length), from + way * Math.max(1, Math.round(length / 2)));
  return { from: Math.max(0, start), to: Math.max(0, start) + length };
}
