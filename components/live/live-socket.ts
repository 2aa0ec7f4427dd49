import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, LiveAnswer, RoomAnswer, ServerToClient, Watcher } from '@/lib/api/live.ts';
import type { RunEvent } from '@/lib/run/run-event.ts';
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

export type RoomHandlers = {
  /** Everything anew: at the first entrance, and whenever the connection was lost. */
  onEntered(room: Extract<RoomAnswer, { ok: true }>): void;
  onEvent(event: RunEvent): void;
  onEventRemoved(eventId: string): void;
  onWatchers(watchers: Watcher[]): void;
};

/** Has the page of a run open, under a name that others see. Returns how to leave. */
export function enterRoom(runId: string, name: string, handlers: RoomHandlers): () => void {
  const socket = liveSocket();
  const enter = () =>
    socket.emit('room:enter', { runId, name }, (answer) => {
      if (answer.ok) handlers.onEntered(answer);
    });
  const event: ServerToClient['room:event'] = (told) => told.runId === runId && handlers.onEvent(told.event);
  const removed: ServerToClient['room:event-removed'] = (told) =>
    told.runId === runId && handlers.onEventRemoved(told.eventId);
  const watchers: ServerToClient['room:watchers'] = (told) =>
    told.runId === runId && handlers.onWatchers(told.watchers);
  socket.on('connect', enter).on('room:event', event);
  socket.on('room:event-removed', removed).on('room:watchers', watchers);
  if (socket.connected) enter();
  return () => {
    socket.off('connect', enter).off('room:event', event);
    socket.off('room:event-removed', removed).off('room:watchers', watchers);
    if (socket.connected) socket.emit('room:leave', { runId });
  };
}
