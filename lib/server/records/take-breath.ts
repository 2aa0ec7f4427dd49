import { setImmediate } from 'node:timers/promises';

/** Work at a stretch that others may have to wait for. Milliseconds. */
const STRETCH_MS = 8;

/** To be called often during long work: lets others in once a stretch is over. */
export function breather(): () => Promise<void> | void {
  let began = performance.now();
  return () => {
    if (performance.now() - began < STRETCH_MS) return;
    return setImmediate().then(() => {
      began = performance.now();
    });
  };
}
