import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAM = join(import.meta.dirname, '../../../examples/shop/server.ts');
const READY = /^shop \S+ listening on (http:\/\/\S+)$/;

export type ShopProcess = { url: string; stop(): Promise<void> };

/** A release of the demo shop in a process of its own, at a port (0: any free one), without the faults that are named. */
export async function startShop(
  release: '1.0' | '1.1',
  { port = 0, mended = [], dataDir }: { port?: number; mended?: readonly string[]; dataDir: string },
): Promise<ShopProcess> {
  const child = spawn(
    process.execPath,
    [
      ...[PROGRAM, '--release', release, '--port', String(port), '--data', dataDir],
      ...mended.flatMap((fault) => ['--no-fault', fault]),
    ],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  const { stdout } = child;
  if (!stdout) throw new Error('The shop has no output');
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The shop ended with ${code} before it was ready`)));
    createInterface({ input: stdout }).on('line', (line) => {
      const found = READY.exec(line)?.[1];
      if (found) resolve(found);
    });
  });
  return {
    url,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}
