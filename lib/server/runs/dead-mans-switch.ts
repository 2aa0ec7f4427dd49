import type { Watcher } from '../../api/live.ts';

/** Who looks at a run. */
export type Presence = {
  watchers(runId: string): readonly Watcher[];
  /** Calls back whenever somebody came to a run or left it. Returns how to stop. */
  onChange(listener: (runId: string) => void): () => void;
};

/**
 * Lets a run go on only while somebody has its page open: when nobody has for `patienceMs`, `act` is called, once. Returns
 * how to put it away.
 */
export function deadMansSwitch(
  runId: string,
  presence: Presence,
  patienceMs: number,
  act: () => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    const isWatched = presence.watchers(runId).length > 0;
    if (isWatched) {
      clearTimeout(timer);
      timer = undefined;
    } else timer ??= setTimeout(fire, patienceMs);
  };
  const away = presence.onChange((changed) => {
    if (changed === runId) look();
  });
  const putAway = () => {
    away();
    clearTimeout(timer);
  };
  const fire = () => {
    putAway();
    act();
  };
  look();
  return putAway;
}
