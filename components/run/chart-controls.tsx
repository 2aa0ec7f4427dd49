'use client';

import { ChevronLeft, ChevronRight, ZoomOut } from 'lucide-react';
import { LATENCY_WORDS } from '@/components/charts/latency-words.ts';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { formatDurationClock } from '@/lib/format/format.ts';
import { SHOWN_LATENCIES } from '@/lib/run/shown-latency.ts';
import type { RequestFigures } from '@/lib/run/summary.ts';
import { RequestPicker } from './request-picker.tsx';
import { panned, type RunAddress } from './run-address.ts';

const LATENCIES = SHOWN_LATENCIES.map((value) => ({ value, label: LATENCY_WORDS[value].title }));
const SCALES = [
  { value: 'linear', label: 'Linear' },
  { value: 'log', label: 'Log' },
] as const;

/** What the charts show: which latency, on which scale, of which requests, and how near. */
export function ChartControls({
  address,
  change,
  requests,
  elapsedSeconds,
}: {
  address: RunAddress;
  change: (part: Partial<RunAddress>) => void;
  /** Of the whole run. */
  requests: readonly RequestFigures[];
  elapsedSeconds: number;
}) {
  const { latency, scale, series, zoom } = address;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Segmented
        label="Latency"
        value={latency}
        onValueChange={(next) => change({ latency: next })}
        choices={LATENCIES}
      />
      <Segmented
        label="Scale of latencies"
        value={scale}
        onValueChange={(next) => change({ scale: next })}
        choices={SCALES}
      />
      <RequestPicker requests={requests} chosen={series} onChange={(next) => change({ series: next })} />
      {zoom ? (
        <span className="ml-auto inline-flex items-center gap-1 text-sm">
          <IconButton
            label="Earlier"
            disabled={zoom.from === 0}
            onClick={() => change({ zoom: panned(zoom, -1, elapsedSeconds) })}
          >
            <ChevronLeft />
          </IconButton>
          <span className="tabular-nums">
            {formatDurationClock(zoom.from)} – {formatDurationClock(zoom.to)}
          </span>
          <IconButton
            label="Later"
            disabled={zoom.to >= elapsedSeconds}
            onClick={() => change({ zoom: panned(zoom, 1, elapsedSeconds) })}
          >
            <ChevronRight />
          </IconButton>
          <Button size="sm" onClick={() => change({ zoom: null })}>
            <ZoomOut aria-hidden />
            Zoom out
          </Button>
        </span>
      ) : null}
    </div>
  );
}
