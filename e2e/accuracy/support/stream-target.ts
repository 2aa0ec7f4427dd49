import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** What the server knows about the sessions of one path. */
export type StreamCounts = {
  handshakes: number;
  messagesIn: number;
  messagesOut: number;
  /** Sessions that are open now. */
  open: number;
  /** How sessions ended, by the code of the close. */
  goodbyes: Record<string, number>;
};

export type ToStreamServer = { type: 'counts' | 'reset'; id: number };
export type FromStreamServer =
  | { type: 'listening'; port: number }
  | {
      type: 'counts';
      id: number;
      counts: Record<string, StreamCounts>;
      /** The longest that the server was kept from running since the last reset, milliseconds. */
      stoodStillMs: number;
    };

const NONE: StreamCounts = { handshakes: 0, messagesIn: 0, messagesOut: 0, open: 0, goodbyes: {} };

/** The counting server for sessions. */
export class StreamTarget {
  readonly baseUrl: string;
  private readonly child: ChildProcess;
  private nextId = 0;

  private constructor(child: ChildProcess, port: number) {
    this.child = child;
    this.baseUrl = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<StreamTarget> {
    const child = fork(fileURLToPath(new URL('stream-server.ts', import.meta.url)), []);
    const port = await new Promise<number>((resolve, reject) => {
      child.once(
        'message',
        (message: FromStreamServer) => message.type === 'listening' && resolve(message.port),
      );
      child.once('exit', (code) => reject(new Error(`The stream server ended with ${code}`)));
    });
    return new StreamTarget(child, port);
  }

  /** What happened on a path. */
  async of(path: string): Promise<StreamCounts> {
    return (await this.ask('counts')).counts[path] ?? NONE;
  }

  /** The longest that the server was kept from running since the last reset, milliseconds. */
  async stoodStillMs(): Promise<number> {
    return (await this.ask('counts')).stoodStillMs;
  }

  /** Forgets all counts. */
  async reset(): Promise<void> {
    await this.ask('reset');
  }

  stop(): void {
    this.child.disconnect();
  }

  private ask(type: ToStreamServer['type']): Promise<Extract<FromStreamServer, { type: 'counts' }>> {
    const id = this.nextId++;
    return new Promise((resolve) => {
      const listen = (message: FromStreamServer) => {
        if (message.type !== 'counts' || message.id !== id) return;
        this.child.off('message', listen);
        resolve(message);
      };
      this.child.on('message', listen);
      this.child.send({ type, id });
    });
  }
}
