import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

/** A process that shuts down on signals; `script` may use `stack` and `say`. */
async function start(
  script: string,
  deadlineMs = 500,
): Promise<{ child: ChildProcess; said: () => string; end: () => Promise<number | null> }> {
  const program = `
    import pino from 'pino';
    import { shutDownOnSignals } from ${JSON.stringify(join(import.meta.dirname, 'shut-down.ts'))};
    const say = (line) => console.log(line);
    const stack = new AsyncDisposableStack();
    shutDownOnSignals(stack, pino({ level: 'silent' }), ${deadlineMs});
    setInterval(() => {}, 1000);
    ${script}
    say('up');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  let text = '';
  await new Promise<void>((resolve) =>
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('up\n')) resolve();
    }),
  );
  return { child, said: () => text.replace('up\n', ''), end: async () => (await exited)[0] as number | null };
}

const SLOW = `stack.defer(() => new Promise(() => {})); stack.defer(() => say('ending'));`;

describe('a signal', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    '%s gives back everything, last first, and exits with 0',
    async (signal) => {
      const { child, said, end } = await start(`
      stack.defer(() => say('first'));
      stack.defer(async () => { await new Promise((resolve) => setTimeout(resolve, 20)); say('second'); });`);
      child.kill(signal);
      expect(await end()).toBe(0);
      expect(said()).toBe('second\nfirst\n');
    },
  );

  it('that comes again exits at once', async () => {
    const { child, end } = await start(SLOW, 600_000);
    child.stdout?.once('data', () => child.kill('SIGINT'));
    child.kill('SIGINT');
    expect(await end()).toBe(1);
  });

  it('does not wait for ever', async () => {
    const { child, said, end } = await start(SLOW);
    child.kill('SIGTERM');
    expect(await end()).toBe(1);
    expect(said()).toBe('ending\n');
  });
});

it('an error that nobody caught ends in good order too, with 1', async () => {
  const { said, end } = await start(`
    stack.defer(() => say('given back'));
    setTimeout(() => { throw new Error('bad'); }, 20);`);
  expect(await end()).toBe(1);
  expect(said()).toBe('given back\n');
});
