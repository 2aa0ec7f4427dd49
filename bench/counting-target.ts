import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

const Counts = z.object({ requests: z.int(), answered: z.int(), p50: z.number(), p99: z.number() });
export type Counts = z.output<typeof Counts>;

/** A target that counts and delays by a known distribution, in a process of its own, pinned to a core. */
export class CountingTarget {
  readonly url: string;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.child = child;
    this.url = `http://127.0.0.1:${port}/`;
  }

  static async start(core: number): Promise<CountingTarget> {
    const server = join(import.meta.dirname, 'counting-server.ts');
    const child = spawn('taskset', ['-c', String(core), process.execPath, server], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [port] = await once(child, 'message');
    return new CountingTarget(child, z.int().parse(port));
  }

  /** Since it was asked last. */
  async take(): Promise<Counts> {
    this.child.send('take');
    const [counts] = await once(this.child, 'message');
    return Counts.parse(counts);
  }

  stop(): void {
    this.child.disconnect();
  }
}
