const CHECK_MS = 1_000;

/**
 * Calls back when the npm that started us is gone: killed, it cannot pass that on. Without npm nothing is watched,
 * since a program that was put into the background outlives its shell. The scripts of package.json begin with `exec`,
 * so that npm is our parent and waits for us: a shell in between would neither pass signals on nor wait.
 */
export function whenNpmIsGone(callback) {
  if (!process.env.npm_lifecycle_event) return;
  const npm = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(timer);
    callback();
  }, CHECK_MS);
  timer.unref();
}
