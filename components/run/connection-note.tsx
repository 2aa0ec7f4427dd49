'use client';

import { Radio, Unplug } from 'lucide-react';
import type { Connection } from '@/components/live/live-feed.ts';
import { Badge } from '@/components/ui/badge.tsx';
import { clockTime } from './clock-time.ts';

/** Whether the figures on the page are those of this second. */
export function ConnectionNote({ connection }: { connection: Connection }) {
  return <span role="status">{badge(connection)}</span>;
}

function badge(connection: Connection) {
  switch (connection.state) {
    case 'live':
      return (
        <Badge tone="ok" title="Figures arrive every second.">
          <Radio aria-hidden />
          Live
        </Badge>
      );
    case 'connecting':
      return <Badge>Connecting…</Badge>;
    case 'reconnecting':
      return (
        <Badge tone="warn" title="What is missed meanwhile is fetched as soon as the server answers.">
          <Unplug aria-hidden />
          Reconnecting, last figures of {clockTime(connection.since)}
        </Badge>
      );
    case 'refused':
      return (
        <Badge tone="fail">
          <Unplug aria-hidden />
          {connection.message}
        </Badge>
      );
    case 'ended':
      return null;
  }
}
