import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type ToChaos =
  /** The mortal one dies this often; never from now on when it is 0. */
  | { type: 'die-every'; id: number; ms: number }
  | { type: 'counts'; id: number }
  | { type: 'reset'; id: number };

export type FromChaos =
  | { type: 'listening'; port: number; mortalPort: number }
  | { type: 'done'; id: number }
  | ({ type: 'counts'; id: number } & ChaosCounts);

export type ChaosCounts = {
  /** Request heads that were read, by path. */
  seen: Record<string, number>;
  /** Connections that are open, and that were ever opened. */
  open: number;
  opened: number;
};

type Asked<T> = T extends ToChaos ? Omit<T, 'id'> : never;

/** The target that does everything wrong, as a test sees it. */
export class ChaosTarget {
  readonly baseUrl: string;
  /** The same target where it dies and comes back. */
  readonly mortalUrl: string;
  private readonly child: ChildProcess;
  private readonly waiting = new Map<number, (answer: FromChaos) => void>();
  private nextId = 0;

  private constructor(child: ChildProcess, port: number, mortalPort: number) {
    this.child = child;
    this.baseUrl = `http://127.0.0.1:${port}`;
    this.mortalUrl = `http://127.0.0.1:${mortalPort}`;
    child.on('message', (message: FromChaos) => {
      if (!('id' in message)) return;
      this.waiting.get(message.id)?.(message);
      this.waiting.delete(message.id);
    });
  }

  static async start(): Promise<ChaosTarget> {
    const child = fork(fileURLToPath(new URL('chaos-server.ts', import.meta.url)));
    const { promise, resolve, reject } = Promise.withResolvers<ChaosTarget>();
    child.once('message', (message: FromChaos) => {
      if (message.type === 'listening') resolve(new ChaosTarget(child, message.port, message.mortalPort));
    });
    child.once('exit', (code) => reject(new Error(`The chaos server ended with ${code}`)));
    return promise;
  }

  async counts(): Promise<ChaosCounts> {
    const answer = await this.ask({ type: 'counts' });
    if (answer.type !== 'counts') throw new Error(`The chaos server answered ${answer.type}`);
    return answer;
  }

  async reset(): Promise<void> {
    await this.ask({ type: 'reset' });
  }

  /** Resolves when the mortal one is alive. */
  async dieEvery(ms: number): Promise<void> {
    await this.ask({ type: 'die-every', ms });
  }

  stop(): void {
    this.child.disconnect();
  }

  private ask(message: Asked<ToChaos>): Promise<FromChaos> {
    const id = this.nextId++;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.child.send({ ...message, id });
    });
  }
}
