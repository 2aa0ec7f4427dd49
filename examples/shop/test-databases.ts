// Both databases that a shop can keep its data in, for suites that hold over each.
import { afterAll, beforeAll } from 'vitest';
import {
  isWithoutPostgres,
  type PostgresServer,
  startPostgres,
} from '../../lib/probe/testing/postgres-server.ts';
import { type DatabaseKind, databaseKinds } from './database/protocol.ts';
import type { ShopOptions } from './shop.ts';

const isSkipped = isWithoutPostgres();

/** What `describe.each` goes through: PostgreSQL is left out where it cannot be had. */
export const testedDatabases = databaseKinds.filter((kind) => kind === 'sqlite' || !isSkipped);

/** Within a `describe`: options of a shop with an empty database of its own. */
export function useDatabase(kind: DatabaseKind): () => Pick<ShopOptions, 'database'> {
  let server: PostgresServer | undefined;
  let made = 0;
  beforeAll(async () => {
    if (kind === 'postgres') server = await startPostgres();
  }, 120_000);
  afterAll(() => server?.stop());
  return () => {
    if (!server) return {};
    const name = `shop${++made}`;
    server.sql(`CREATE DATABASE ${name}`);
    return { database: server.address(name) };
  };
}
