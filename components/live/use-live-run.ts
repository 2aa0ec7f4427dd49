'use client';

import { useState, useSyncExternalStore } from 'react';
import type { RunView } from '@/lib/run/view.ts';
import { LiveFeed, type LiveRun } from './live-feed.ts';
import { socketPort } from './live-socket.ts';

/**
 * Follows a run from the view that the page came with. The view grows second by second without gap or duplicate, also
 * over lost networks and server restarts. For another run use another `key` on the component.
 */
export function useLiveRun(runId: string, initialView: RunView | null): LiveRun {
  const [feed] = useState(() => new LiveFeed(runId, initialView, socketPort));
  return useSyncExternalStore(feed.subscribe, feed.get, feed.get);
}

/** Follows the figures of a run without the seconds of its charts: for lists. */
export function useLiveFigures(runId: string): LiveRun {
  const [feed] = useState(() => new LiveFeed(runId, null, socketPort, 'figures'));
  return useSyncExternalStore(feed.subscribe, feed.get, feed.get);
}
