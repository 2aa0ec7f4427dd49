import { spawn } from 'node:child_process';
import { root } from './root.mjs';

const running = new Set();
let endedBy;

/** Ends the tools that run, with all their children, and lets no other start. */
export function endTools(signal) {
  endedBy = signal;
  for (const child of running) killGroup(child, 'SIGTERM');
}

/** Sends a signal to a child that leads its own process group, and to all in that group. */
export function killGroup(child, signal) {
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // Gone already.
  }
}

/**
 * Runs a program in the project's folder to its end and resolves to `{ code, output, timedOut }`; `code` is
 * 128 + n when a signal ended it. With `show` it writes to our output, otherwise the output is collected.
 * `timeoutMs` ends a program that hangs.
 */
export function runTool(command, args, { env = process.env, show = false, cwd = root, timeoutMs } = {}) {
  if (endedBy) throw new Error(`Ended by ${endedBy}.`);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      // A group of its own: it can be ended whole, and Ctrl-C reaches it through us, once.
      detached: process.platform !== 'win32',
      shell: process.platform === 'win32' && command === 'npm',
      stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
    });
    running.add(child);
    let output = '';
    let timedOut = false;
    const timer =
      timeoutMs &&
      setTimeout(() => {
        timedOut = true;
        killGroup(child, 'SIGKILL');
      }, timeoutMs);
    const collect = (chunk) => {
      output += chunk;
    };
    child.stdout?.setEncoding('utf8').on('data', collect);
    child.stderr?.setEncoding('utf8').on('data', collect);
    child.on('error', (error) => {
      running.delete(child);
      clearTimeout(timer);
      reject(error);
    });
    child.on('close', (code, signal) => {
      running.delete(child);
      clearTimeout(timer);
      resolve({ code: signal ? 128 + (signalNumber(signal) ?? 0) : code, output, timedOut });
    });
  });
}

const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGTERM: 15 };

/** The number of a signal, for an exit code of 128 + n. */
export function signalNumber(signal) {
  return SIGNAL_NUMBERS[signal];
}
