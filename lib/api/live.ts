import type { RunEvent } from '../run/run-event.ts';
import type { RunView } from '../run/view.ts';

/**
 * The live path over Socket.IO. A viewer asks with the last second it has (-1 for none) and gets all later ones at once,
 * then an update each second. An update whose first point does not follow the viewer's last one means a gap: ask again.
 */
export type ClientToServer = {
  'run:watch': (request: { runId: string; afterSecond: number }, reply: (answer: LiveAnswer) => void) => void;
  'run:unwatch': (request: { runId: string }) => void;
  /**
   * Enters the room of a run, under a name that others see. The answer has all events so far; what the room is told later
   * comes by `room:*`. Entering again changes the name.
   */
  'room:enter': (request: { runId: string; name: string }, reply: (answer: RoomAnswer) => void) => void;
  'room:leave': (request: { runId: string }) => void;
};

export type ServerToClient = {
  /** `points` holds only what is new since the update before. */
  'run:update': (view: RunView) => void;
  /** Some run was queued, started, ended, edited or deleted: lists are stale. */
  'runs:changed': () => void;
  'room:event': (told: { runId: string; event: RunEvent }) => void;
  'room:event-removed': (told: { runId: string; eventId: string }) => void;
  'room:watchers': (told: { runId: string; watchers: Watcher[] }) => void;
};

export type LiveAnswer = { ok: true; view: RunView } | { ok: false; message: string };

/** Somebody whose page of a run is open; `id` is that of the connection. */
export type Watcher = { id: string; name: string };

export type RoomAnswer =
  | { ok: true; events: RunEvent[]; watchers: Watcher[]; you: string }
  | { ok: false; message: string };
