import { Worker } from 'node:worker_threads';
import type { Connection } from './connection.ts';
import type { Row, Work } from './protocol.ts';
import type { FromWorker, SqliteOptions, ToWorker } from './sqlite-protocol.ts';

type Pending = { resolve: (rows: Row[]) => void; reject: (error: Error) => void };

/** A thread with its own handle of the files. */
export class SqliteConnection implements Connection {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #ready = Promise.withResolvers<void>();
  #lastId = 0;
  #lost: Error | undefined;

  constructor(options: SqliteOptions) {
    this.#worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), {
      workerData: options,
      // It only passes rows on: a small heap is enough, and a pool of small heaps stays small.
      resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 },
    });
    this.#worker.on('message', (message: FromWorker) => this.#receive(message));
    this.#worker.on('error', (error) => {
      this.#lose(new Error('the database connection broke', { cause: error }));
    });
    this.#worker.on('exit', () => this.#lose(new Error('the database connection is closed')));
    // Whoever opens the connection awaits this; a loss later on is told to each piece of work.
    this.#ready.promise.catch(() => {});
  }

  opened(): Promise<void> {
    return this.#ready.promise;
  }

  execute(work: Work): Promise<Row[]> {
    if (this.#lost) return Promise.reject(this.#lost);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage({ id, work } satisfies ToWorker);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'ready') {
      this.#ready.resolve();
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.kind === 'rows') pending?.resolve(message.rows);
    else pending?.reject(new Error(`the database refused: ${message.message}`));
  }

  #lose(reason: Error): void {
    this.#lost ??= reason;
    this.#ready.reject(this.#lost);
    for (const { reject } of this.#pending.values()) reject(this.#lost);
    this.#pending.clear();
  }
}
