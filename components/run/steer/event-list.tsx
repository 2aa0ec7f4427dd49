'use client';

import { MessageSquarePlus, X } from 'lucide-react';
import { useRemoveNote } from '@/components/api/steer.ts';
import { useBrush } from '@/components/charts/brush.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import { toastError } from '@/components/ui/toast.tsx';
import { formatDurationClock } from '@/lib/format/format.ts';
import type { RunEvent } from '@/lib/run/run-event.ts';
import { EVENT_LOOKS } from './event-looks.ts';

/** Seconds around a moment that are brushed when it is picked. */
const AROUND = 15;

/** What happened in the run and to it: the moments that people noted, and those that marked themselves. */
export function EventList({
  runId,
  events,
  onAnnotate,
}: {
  runId: string;
  events: readonly RunEvent[];
  onAnnotate: () => void;
}) {
  return (
    <Card aria-label="Events">
      <CardHeader
        title="Events"
        hint="Stages, steering, broken thresholds and the end mark themselves; note what you did yourself."
        actions={
          <Button size="sm" onClick={onAnnotate}>
            <MessageSquarePlus aria-hidden />
            Note a moment <Kbd>M</Kbd>
          </Button>
        }
      />
      {events.length === 0 ? (
        <p className="px-4 pb-4 text-muted text-sm">
          Nothing yet. A note such as “deployed fix” helps later.
        </p>
      ) : (
        <ol className="max-h-80 divide-y divide-border overflow-y-auto border-border border-t text-sm">
          {events.toReversed().map((event) => (
            <Row key={event.id} runId={runId} event={event} />
          ))}
        </ol>
      )}
    </Card>
  );
}

function Row({ runId, event: { id, atMs, kind, by, text, madeAt } }: { runId: string; event: RunEvent }) {
  const brush = useBrush();
  const remove = useRemoveNote(runId);
  const { Icon, word, colour } = EVENT_LOOKS[kind];
  const second = Math.floor(atMs / 1000);
  return (
    <li className="grid grid-cols-[3.5rem_1rem_minmax(0,1fr)_auto] items-baseline gap-x-3 px-4 py-1.5">
      <button
        type="button"
        className="text-left text-accent tabular-nums hover:underline"
        title="Shows the figures around this moment"
        onClick={() => brush?.select({ from: Math.max(0, second - AROUND), to: second + AROUND })}
      >
        {formatDurationClock(second)}
      </button>
      <Icon aria-hidden className="size-4 self-center" style={{ color: colour }} />
      <span className="wrap-anywhere">
        <span className="sr-only">{word}: </span>
        {text}
      </span>
      <span className="flex items-center gap-1 whitespace-nowrap text-muted text-xs">
        {by ? `${by}, ` : null}
        <TimeStamp iso={madeAt} />
        {kind === 'note' ? (
          <IconButton
            label={`Take back the note “${text}”`}
            className="size-6"
            onClick={() =>
              remove.mutate(id, { onError: (error) => toastError('The note could not be taken back', error) })
            }
          >
            <X />
          </IconButton>
        ) : null}
      </span>
    </li>
  );
}
