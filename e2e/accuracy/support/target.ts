import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What the server knows about one method and path. Times are milliseconds on its own clock. */
export type Counted = { count: number; arrivedMs: number[]; tookMs: number[] };

export type ToServer =
  | { type: 'stall'; id: number; inMs: number; everyMs: number; forMs: number }
  | { type: 'counts'; id: number }
  | { type: 'reset'; id: number };

export type FromServer =
  | { type: 'listening'; port: number }
  | { type: 'done'; id: number }
  | {
      type: 'counts';
      id: number;
      counts: Record<string, Counted>;
      /** The longest that the server was kept from running since the last reset, milliseconds. */
      stoodStillMs: number;
    };

type Asked<T> = T extends ToServer ? Omit<T, 'id'> : never;

/** The counting server. */
export class Target {
  readonly baseUrl: string;
  readonly port: number;
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (answer: FromServer) => void>();
  private nextId = 0;

  private constructor(child: ChildProcess, port: number) {
    this.child = child;
    this.port = port;
    this.baseUrl = `http://127.0.0.1:${port}`;
    child.on('message', (message: FromServer) => {
      if (!('id' in message)) return;
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    });
  }

  static async start(): Promise<Target> {
    const child = fork(fileURLToPath(new URL('counting-server.ts', import.meta.url)), [], {
      serialization: 'advanced',
    });
    const port = await new Promise<number>((resolve, reject) => {
      child.once('message', (message: FromServer) => message.type === 'listening' && resolve(message.port));
      child.once('exit', (code) => reject(new Error(`The counting server ended with ${code}`)));
    });
    return new Target(child, port);
  }

  async counts(): Promise<Record<string, Counted>> {
    const answer = await this.ask({ type: 'counts' });
    return answer.type === 'counts' ? answer.counts : {};
  }

  /** The longest that the server was kept from running since the last reset, milliseconds. */
  async stoodStillMs(): Promise<number> {
    const answer = await this.ask({ type: 'counts' });
    return answer.type === 'counts' ? answer.stoodStillMs : 0;
  }

  /** Requests by method and path. */
  async totals(): Promise<Record<string, number>> {
    return Object.fromEntries(Object.entries(await this.counts()).map(([key, { count }]) => [key, count]));
  }

  /** From `inMs` on, requests that come in the first `forMs` of every `everyMs` are answered at the end of that time. */
  async stall(inMs: number, everyMs: number, forMs: number): Promise<void> {
    await this.ask({ type: 'stall', inMs, everyMs, forMs });
  }

  /** Forgets all counts and stalls. */
  async reset(): Promise<void> {
    await this.ask({ type: 'reset' });
  }

  stop(): void {
    this.child.disconnect();
  }

  private ask(message: Asked<ToServer>): Promise<FromServer> {
    const id = this.nextId++;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.child.send({ ...message, id });
    });
  }
}
