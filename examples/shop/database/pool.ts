import type { Connection } from './connection.ts';

/** No connection became free within the pool's waiting limit, or the pool is closed. */
export class PoolError extends Error {}

type Waiter = { give: (connection: Connection) => void; giveUp: (reason: Error) => void };

/** A fixed number of connections, lent one at a time; who comes when all are lent waits in line. */
export class ConnectionPool {
  readonly #connections: Connection[];
  readonly #idle: Connection[];
  readonly #waiting: Waiter[] = [];
  readonly #waitLimitMs: number;
  #closed = false;

  /** Opens all connections. Rejects when one of them cannot be opened. */
  static async open(size: number, waitLimitMs: number, connect: () => Connection): Promise<ConnectionPool> {
    const connections = Array.from({ length: size }, connect);
    const pool = new ConnectionPool(connections, waitLimitMs);
    try {
      await Promise.all(connections.map((connection) => connection.opened()));
    } catch (error) {
      await pool.close();
      throw error;
    }
    return pool;
  }

  constructor(connections: Connection[], waitLimitMs: number) {
    this.#connections = connections;
    this.#idle = [...connections];
    this.#waitLimitMs = waitLimitMs;
  }

  get size(): number {
    return this.#connections.length;
  }
  get inUse(): number {
    return this.#connections.length - this.#idle.length;
  }
  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Lends a connection, first come first served; give it back with `release`.
   * Rejects with a PoolError after the waiting limit, or with the signal's reason.
   */
  acquire(signal: AbortSignal): Promise<Connection> {
    if (this.#closed) return Promise.reject(new PoolError('the shop is closing'));
    if (signal.aborted) return Promise.reject(signal.reason);
    const free = this.#idle.pop();
    return free ? Promise.resolve(free) : this.#waitInLine(signal);
  }

  release(connection: Connection): void {
    const next = this.#waiting.shift();
    if (next) next.give(connection);
    else this.#idle.push(connection);
  }

  /** Turns away who still waits, then ends every connection. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const waiter of [...this.#waiting]) waiter.giveUp(new PoolError('the shop is closing'));
    await Promise.all(this.#connections.map((connection) => connection.close()));
  }

  #waitInLine(signal: AbortSignal): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const tooLong = () => {
        waiter.giveUp(new PoolError(`no database connection within ${this.#waitLimitMs} ms`));
      };
      const abandoned = () => waiter.giveUp(signal.reason);
      const settle = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abandoned);
      };
      const waiter: Waiter = {
        give: (connection) => {
          settle();
          resolve(connection);
        },
        giveUp: (reason) => {
          settle();
          this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
          reject(reason);
        },
      };
      const timer = setTimeout(tooLong, this.#waitLimitMs);
      signal.addEventListener('abort', abandoned, { once: true });
      this.#waiting.push(waiter);
    });
  }
}
