'use client';

import { ListFilter } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Checkbox } from '@/components/ui/checkbox.tsx';
import { Popover } from '@/components/ui/popover.tsx';
import type { RequestFigures } from '@/lib/run/summary.ts';

/** Chooses whose figures the page shows. Runs of earlier versions do not say which request is which: then there is no choice. */
export function RequestPicker({
  requests,
  chosen,
  onChange,
}: {
  requests: readonly RequestFigures[];
  /** By index in the record; null for all. */
  chosen: readonly number[] | null;
  onChange: (chosen: readonly number[] | null) => void;
}) {
  const id = useId();
  const known = requests.flatMap((request) =>
    request.series === undefined ? [] : [{ ...request, series: request.series }],
  );
  if (known.length < 2 && chosen === null) return null;
  const isChosen = (series: number) => chosen === null || chosen.includes(series);
  const toggle = (series: number) => {
    const next = known.map((one) => one.series).filter((one) => isChosen(one) !== (one === series));
    onChange(next.length === known.length ? null : next);
  };
  return (
    <Popover
      label="Requests that are shown"
      align="start"
      trigger={
        <Button size="sm" className={chosen ? 'border-accent' : undefined}>
          <ListFilter aria-hidden />
          {chosen ? `${chosen.length} of ${known.length} requests` : 'All requests'}
        </Button>
      }
    >
      <p className="mb-2 text-muted">Every chart, figure and table of the page is of these.</p>
      <ul className="flex flex-col gap-1">
        {known.map(({ series, name, scenario, group }) => (
          <li key={series} className="flex items-start gap-2">
            <Checkbox
              id={`${id} ${series}`}
              className="mt-1"
              checked={isChosen(series)}
              // One must be left.
              disabled={isChosen(series) && (chosen?.length ?? known.length) === 1}
              onCheckedChange={() => toggle(series)}
            />
            <label htmlFor={`${id} ${series}`} className="wrap-anywhere">
              {name}{' '}
              <span className="text-muted text-xs">{[scenario, group].filter(Boolean).join(' / ')}</span>
            </label>
            <Button
              variant="ghost"
              size="sm"
              className="ml-auto h-6 text-xs"
              onClick={() => onChange([series])}
            >
              Only<span className="sr-only"> {name}</span>
            </Button>
          </li>
        ))}
      </ul>
      {chosen ? (
        <Button size="sm" className="mt-3" onClick={() => onChange(null)}>
          All requests
        </Button>
      ) : null}
    </Popover>
  );
}
