const CHECK_MS = 1_000;

/**
 * Calls back when the npm that started us is gone: killed, it cannot pass that on. Without npm nothing is watched,
 * since a program that was put into the background outlives its shell.
 */
export function whenNpmIsGone(callback) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, CHECK_MS);
  timer.unref();
}
