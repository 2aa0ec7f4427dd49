import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { whenNpmIsGone } from './parent.mjs';
import { root } from './root.mjs';
import { runtimeNode } from './runtime.mjs';
import { endTools, killGroup, signalNumber } from './tool.mjs';

/** One Ctrl-C reaches us twice: from the terminal and from npm. */
const SAME_SIGNAL_MS = 1_000;

/** How long a child may take to end in order after it was told to, before it is killed. */
const GRACE_MS = 30_000;

let child;
let lastSignalAt = -Infinity;
let ending = false;

/** Ends in order, on a signal or when the npm that started us was killed. Call it first. */
export function endInOrder() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
  whenNpmIsGone(() => end('SIGTERM'));
}

function end(signal) {
  const now = performance.now();
  if (now - lastSignalAt < SAME_SIGNAL_MS) return;
  lastSignalAt = now;
  endTools(signal);
  if (!child) {
    // Between tools, or in one that ends now and makes its caller fail.
    process.exitCode = 128 + signalNumber(signal);
    return;
  }
  child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  if (ending) return;
  ending = true;
  setTimeout(() => killGroup(child, 'SIGKILL'), GRACE_MS).unref();
}

/** Whether a signal has asked us to end. */
export function isEnding() {
  return lastSignalAt > -Infinity;
}

/** Runs a TypeScript file of the project on Node 24, passes signals on, and resolves to its exit code. */
export function runChild(file, args, env) {
  return new Promise((resolve, reject) => {
    child = spawn(runtimeNode(), [join(root, 'scripts/child.mjs'), join(root, file), ...args], {
      env,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      // A group of its own, so that Ctrl-C reaches neither it nor its load workers but through us.
      detached: process.platform !== 'win32',
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      // What a killed server could not end itself.
      killGroup(child, 'SIGTERM');
      resolve(signal ? 128 + (signalNumber(signal) ?? 0) : code);
    });
  });
}
