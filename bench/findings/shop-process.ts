import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAM = join(import.meta.dirname, '../../examples/shop/server.ts');
const READY = /^shop \S+ listening on (http:\/\/\S+)$/;

/** The shop in a process of its own, with what is wrong with it. */
export async function startShopProcess(
  faults: readonly string[],
  dataDir: string,
  database?: string,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const flags = faults.flatMap((fault) => ['--fault', fault]);
  const child: ChildProcess = spawn(
    process.execPath,
    [
      PROGRAM,
      '--release',
      '1.1',
      '--port',
      '0',
      '--data',
      dataDir,
      ...(database ? ['--database', database] : []),
      ...flags,
    ],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  const ended = once(child, 'exit');
  if (!child.stdout) throw new Error('the shop has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    const url = READY.exec(line)?.[1];
    if (!url) continue;
    const stop = async () => {
      child.kill('SIGTERM');
      await ended;
    };
    return { url, stop };
  }
  throw new Error('the shop ended before it was ready');
}
