'use client';

import { startTransition, useEffect, useState } from 'react';
import type { RunView } from '@/lib/run/view.ts';
import { LiveFeed, type LiveRun } from './live-feed.ts';
import { socketPort } from './live-socket.ts';

/**
 * Follows a run from the view that the page came with. The view grows second by second without gap or duplicate, also
 * over lost networks and server restarts. For another run use another `key` on the component.
 */
export function useLiveRun(runId: string, initialView: RunView | null): LiveRun {
  const [feed] = useState(() => new LiveFeed(runId, initialView, socketPort));
  return useFeed(feed);
}

/** Follows the figures of a run without the seconds of its charts: for lists. */
export function useLiveFigures(runId: string): LiveRun {
  const [feed] = useState(() => new LiveFeed(runId, null, socketPort, 'figures'));
  return useFeed(feed);
}

/** As transitions: a second of a page with a dozen charts is drawn in small pieces, between which the page answers. */
function useFeed(feed: LiveFeed): LiveRun {
  const [live, setLive] = useState(feed.get);
  useEffect(() => {
    const follow = () => startTransition(() => setLive(feed.get()));
    follow();
    return feed.subscribe(follow);
  }, [feed]);
  return live;
}
