import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { root } from './root.mjs';

let starter: ChildProcess;
let serverPid: number;
const lines: string[] = [];
let serverEnded: Promise<unknown>;

beforeEach(async () => {
  lines.length = 0;
  const env = { ...process.env };
  delete env.npm_lifecycle_event;
  starter = spawn(process.execPath, ['scripts/testing/run-idle-server.mjs', '--no-demo'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!starter.stdout) throw new Error('no output');
  const reader = createInterface({ input: starter.stdout });
  reader.on('line', (line) => lines.push(line));
  // The server holds the other end of the pipe: it closes when both have ended.
  serverEnded = once(reader, 'close');
  await once(reader, 'line');
  serverPid = Number(lines[0]?.split(' ')[1]);
});

afterEach(async () => {
  starter.kill('SIGKILL');
  try {
    process.kill(serverPid, 'SIGKILL');
  } catch {
    // Ended, as it should have.
  }
  // What a server says while it ends is not for the next test to count.
  await serverEnded;
});

it('passes arguments on', () => {
  expect(lines[0]).toMatch(/--no-demo$/);
});

it('passes a signal on once, waits for the end, and takes over the exit code', async () => {
  const ended = once(starter, 'exit');
  starter.kill('SIGTERM');
  // As npm does: it passes on what the terminal has sent to all.
  starter.kill('SIGTERM');
  expect(await ended).toEqual([7, null]);
  await serverEnded;
  expect(lines.filter((line) => line === 'ending')).toHaveLength(1);
});

it('leaves no server behind when it is killed itself', async () => {
  starter.kill('SIGKILL');
  await serverEnded;
  expect(lines).toContain('ending');
});

it('ends with the signal of a server that was killed', async () => {
  const ended = once(starter, 'exit');
  process.kill(serverPid, 'SIGKILL');
  expect(await ended).toEqual([128 + 9, null]);
});
