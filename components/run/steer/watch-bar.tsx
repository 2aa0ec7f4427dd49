'use client';

import { Bell, BellOff, Ghost, Monitor, Users } from 'lucide-react';
import type { Room } from '@/components/live/use-room.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Popover } from '@/components/ui/popover.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import { formatTime } from '@/lib/format/format-time.ts';
import { setOwnName, useOwnName } from './own-name.ts';
import { ShareLink } from './share-link.tsx';
import { askForNotifications } from './use-verdict-alert.ts';

type Switch = [on: boolean, set: (on: boolean) => void];

/** Who else watches, and how this page is watched: its link, the wall, the alert at the end, the ghost. */
export function WatchBar({
  room,
  isOver,
  baseline,
  ghost: [hasGhost, setGhost],
  alert: [isAlert, setAlert],
  onWall,
}: {
  room: Room;
  isOver: boolean;
  baseline: RunListItem | null;
  ghost: Switch;
  alert: Switch;
  onWall: () => void;
}) {
  return (
    <div className="-mx-2 flex flex-wrap items-center gap-x-2 gap-y-1">
      <Watchers room={room} />
      <ShareLink />
      <Button size="sm" variant="ghost" onClick={onWall}>
        <Monitor aria-hidden />
        Wall
      </Button>
      {isOver ? null : (
        <Button
          size="sm"
          variant="ghost"
          aria-pressed={isAlert}
          onClick={() => {
            if (!isAlert) void askForNotifications();
            setAlert(!isAlert);
          }}
        >
          {isAlert ? <Bell aria-hidden /> : <BellOff aria-hidden />}
          {isAlert ? 'Tells you when it ends' : 'Tell me when it ends'}
        </Button>
      )}
      {baseline ? (
        <Button
          size="sm"
          variant="ghost"
          aria-pressed={hasGhost}
          title="The last run of this plan that passed, drawn faintly under every curve"
          onClick={() => setGhost(!hasGhost)}
        >
          <Ghost aria-hidden />
          {hasGhost ? 'Ghost' : 'No ghost'} of {baseline.release || formatTime(baseline.createdAt)}
        </Button>
      ) : null}
    </div>
  );
}

function Watchers({ room: { watchers, you } }: { room: Room }) {
  const name = useOwnName();
  const others = watchers.filter(({ id }) => id !== you);
  return (
    <Popover
      label="Who watches"
      align="start"
      trigger={
        <Button size="sm" variant="ghost">
          <Users aria-hidden />
          {others.length === 0
            ? 'You watch alone'
            : `You and ${others.length === 1 ? others[0]?.name : `${others.length} others`} watch`}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        {others.length > 0 ? (
          <ul aria-label="Others who watch" className="max-h-48 overflow-y-auto">
            {others.map(({ id, name: other }) => (
              <li key={id}>{other}</li>
            ))}
          </ul>
        ) : null}
        <Field label="Your name" hint="Others see it here, in notes and in steering.">
          {(control) => (
            <Input
              {...control}
              defaultValue={name}
              maxLength={60}
              onBlur={(event) => setOwnName(event.target.value)}
            />
          )}
        </Field>
      </div>
    </Popover>
  );
}
