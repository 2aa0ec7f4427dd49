/** The first window in which the slowest requests are looked for; each further one ends when the time has doubled. */
const FIRST_WINDOW_MS = 10_000;

/** Milliseconds since the start of the run at which the window of `atMs` ends. */
export function slowWindowEndMs(atMs: number): number {
  let end = FIRST_WINDOW_MS;
  while (end <= atMs) end *= 2;
  return end;
}
