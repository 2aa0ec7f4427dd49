import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { seedPostgres } from '../seed/postgres.ts';
import { connectTo, PostgresConnection } from './postgres-connection.ts';
import type { Store } from './store.ts';

type Options = {
  /** `postgres://user:password@host:port/database` */
  address: string;
  release: string;
  dataDir: string;
  products: number;
  passwordHash: string;
  roundTripMs: number;
  tell: (line: string) => void;
};

/** All tables are in a schema of this name; nothing else of the database is touched. */
const schema = 'shop';
/** The connections of a shop that was ended a moment ago go away within this time. */
const goneWithinMs = 3_000;

/** A database of PostgreSQL. One shop at a time: each finds accounts as they are at the start. */
export async function postgresStore(options: Options): Promise<Store> {
  const { address, release, roundTripMs } = options;
  const place = { address, schema, applicationName: `shop ${release}` };
  const seeding = connectTo({ ...place, applicationName: 'shop seeding' });
  try {
    await seeding.connect();
    await waitForOthers(seeding);
    await seedPostgres(seeding, schema, options);
  } catch (error) {
    throw new Error(
      `${withoutPassword(address)}: ${error instanceof Error ? error.message || 'nobody answers there' : error}`,
    );
  } finally {
    await seeding.end().catch(() => {});
  }
  return {
    connect: () => new PostgresConnection({ ...place, roundTripMs }),
    close: async () => {},
  };
}

async function waitForOthers(client: pg.Client): Promise<void> {
  const until = performance.now() + goneWithinMs;
  const others = `SELECT count(*) AS others FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE 'shop %' AND pid <> pg_backend_pid()`;
  for (;;) {
    const { rows } = await client.query<{ others: number }>(others);
    if (rows[0]?.others === 0) return;
    if (performance.now() > until)
      throw new Error('another shop keeps its data there; give this one a database of its own');
    await pause(50);
  }
}

function withoutPassword(address: string): string {
  const url = new URL(address);
  url.password = '';
  return url.href;
}
