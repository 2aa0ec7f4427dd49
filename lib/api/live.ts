import type { RunView } from '../run/view.ts';

/**
 * The live path over Socket.IO. A viewer asks with the last second it has (-1 for none) and gets all later ones at once,
 * then an update each second. An update whose first point does not follow the viewer's last one means a gap: ask again.
 */
export type ClientToServer = {
  'run:watch': (request: { runId: string; afterSecond: number }, reply: (answer: LiveAnswer) => void) => void;
  'run:unwatch': (request: { runId: string }) => void;
};

export type ServerToClient = {
  /** `points` holds only what is new since the update before. */
  'run:update': (view: RunView) => void;
  /** Some run was queued, started, ended, edited or deleted: lists are stale. */
  'runs:changed': () => void;
};

export type LiveAnswer = { ok: true; view: RunView } | { ok: false; message: string };
