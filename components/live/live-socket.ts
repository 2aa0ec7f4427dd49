import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, LiveAnswer, ServerToClient } from '@/lib/api/live.ts';
import type { LiveHandlers, LivePort } from './live-feed.ts';

type LiveSocket = Socket<ServerToClient, ClientToServer>;

/** How long to wait for an answer before the connection counts as dead. Milliseconds. */
const ANSWER_MS = 4000;

let shared: LiveSocket | undefined;

/** The one connection of this tab; dials by itself, again and again, at most 2 s apart. */
function liveSocket(): LiveSocket {
  shared ??= io({
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 250,
    reconnectionDelayMax: 2000,
  });
  return shared;
}

/** How many feeds of this tab follow each run: the server is told when the last one leaves. */
const followers = new Map<string, number>();

/** The wire of a `LiveFeed` in the browser. */
export const socketPort: LivePort = {
  isConnected: () => liveSocket().connected,
  now: () => Date.now(),
  watch(runId, afterSecond): Promise<LiveAnswer> {
    return liveSocket().timeout(ANSWER_MS).emitWithAck('run:watch', { runId, afterSecond });
  },
  unwatch(runId) {
    if (!followers.has(runId) && liveSocket().connected) liveSocket().emit('run:unwatch', { runId });
  },
  redial() {
    liveSocket().disconnect().connect();
  },
  listen(runId, handlers) {
    followers.set(runId, (followers.get(runId) ?? 0) + 1);
    const stops = [listenToSocket(handlers), listenToWaking(handlers)];
    return () => {
      const left = (followers.get(runId) ?? 1) - 1;
      if (left > 0) followers.set(runId, left);
      else followers.delete(runId);
      for (const stop of stops) stop();
    };
  },
  everySecond(tick) {
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  },
};

function listenToSocket({ onConnect, onDisconnect, onUpdate }: LiveHandlers): () => void {
  const socket = liveSocket();
  socket.on('connect', onConnect).on('disconnect', onDisconnect).on('run:update', onUpdate);
  return () => {
    socket.off('connect', onConnect).off('disconnect', onDisconnect).off('run:update', onUpdate);
  };
}

/** A laptop that was closed or a network that was away: do not wait for the next attempt. */
function listenToWaking({ onWake, onDisconnect }: LiveHandlers): () => void {
  const wake = () => {
    if (document.visibilityState === 'hidden') return;
    if (liveSocket().connected) onWake();
    else liveSocket().connect();
  };
  window.addEventListener('online', wake);
  window.addEventListener('offline', onDisconnect);
  document.addEventListener('visibilitychange', wake);
  return () => {
    window.removeEventListener('online', wake);
    window.removeEventListener('offline', onDisconnect);
    document.removeEventListener('visibilitychange', wake);
  };
}

/** Calls back when some run was queued, started, ended, edited or deleted. Returns how to stop. */
export function onRunsChanged(changed: () => void): () => void {
  const socket = liveSocket();
  // After a lost connection nobody knows what was missed.
  socket.on('runs:changed', changed).on('connect', changed);
  return () => {
    socket.off('runs:changed', changed).off('connect', changed);
  };
}
