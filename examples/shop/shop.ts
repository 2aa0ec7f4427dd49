import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.ts';
import { ConnectionPool } from './database/pool.ts';
import { postgresStore } from './database/postgres-store.ts';
import { sqliteStore } from './database/sqlite-store.ts';
import { type FaultChoices, type Faults, faultsOf, type Release } from './faults.ts';
import { createMetrics } from './metrics.ts';
import { demoPassword, hashPassword } from './passwords.ts';

export type ShopOptions = {
  release: Release;
  /** What differs from the release's own faults. */
  faults?: FaultChoices;
  /** 0, the default, takes any free port. Always on loopback. */
  port?: number;
  /** `postgres://user:password@host:port/database`; without it, data are files of SQLite. */
  database?: string;
  /** Holds the catalogue and the accounts; made when missing. */
  dataDir?: string;
  /** How many products the catalogue has. */
  products?: number;
  /** Milliseconds a query is under way to the database and back. */
  roundTripMs?: number;
  /** Gets a line now and then while the catalogue is seeded. */
  tell?: (line: string) => void;
};

export type Shop = { url: string; faults: Faults; close: () => Promise<void> };

export const defaultProducts = 100_000;
export const defaultRoundTripMs = 5;
const mendedPoolSize = 6;
const poolWaitLimitMs = 30_000;
/** Requests under way may end within this time, then connections are cut. */
const closingGraceMs = 300;

/** Where the shop keeps its files unless told otherwise. */
export function defaultDataDir(): string {
  return join(process.env.REHEARSAL_DATA_DIR || 'data', 'shop');
}

/**
 * Starts a shop of its own: its own accounts, its own pool, its own metrics. The first start
 * with a data directory seeds the catalogue, which takes seconds and blocks the event loop.
 * Rejects when the port is taken, the data directory cannot be written or the database cannot be used.
 */
export async function startShop(options: ShopOptions): Promise<Shop> {
  const { release, port = 0, dataDir = defaultDataDir(), tell = () => {} } = options;
  const { products = defaultProducts, roundTripMs = defaultRoundTripMs } = options;
  const faults = faultsOf(release, options.faults);

  const passwordHash = hashPassword(demoPassword, faults.blocking || 1);
  const seed = { dataDir, products, passwordHash, roundTripMs, tell };
  const { database } = options;
  const store =
    database === undefined ? sqliteStore(seed) : await postgresStore({ ...seed, address: database, release });
  const opened = await openAll();
  return { url: opened.url, faults, close: once(opened.close) };

  async function openAll() {
    const cleanups = [() => store.close()];
    const cleanUp = async () => {
      for (const undo of cleanups.toReversed()) await undo();
    };
    try {
      const size = faults['small-pool'] || mendedPoolSize;
      const pool = await ConnectionPool.open(size, poolWaitLimitMs, store.connect);
      cleanups.push(() => pool.close());
      const metrics = createMetrics(pool);
      const server = createServer(createApp({ release, faults, products, pool, metrics }).fetch);
      const url = await listen(server, port);
      cleanups.push(() => stopServing(server));
      return { url, close: cleanUp };
    } catch (error) {
      await cleanUp();
      throw error;
    }
  }
}

function createServer(fetch: ReturnType<typeof createApp>['fetch']): Server {
  // The adaptor can also make HTTP/2 servers; without options it makes this one.
  const server = createAdaptorServer({ fetch }) as Server;
  // Longer than any think time, so that clients and not the shop decide when connections end.
  server.keepAliveTimeout = 75_000;
  return server;
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

async function stopServing(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  const cut = setTimeout(() => server.closeAllConnections(), closingGraceMs);
  await closed;
  clearTimeout(cut);
}

/** The same promise however often it is called. */
function once<Result>(start: () => Promise<Result>): () => Promise<Result> {
  let started: Promise<Result> | undefined;
  return () => {
    started ??= start();
    return started;
  };
}
