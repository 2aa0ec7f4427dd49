import { type PostgresServer, startPostgres } from '../../lib/probe/testing/postgres-server.ts';

/** Where the shop keeps its data, and how its database is observed. */
export type BenchDatabase = {
  /** For the shop. */
  url: string;
  probe: { type: 'postgres'; name: string; host: string; port: number; database: string; user: string };
  password: string;
  stop: () => Promise<void>;
};

const DATABASE = 'shop';

/** A PostgreSQL of the system's package that counts its statements, with an empty database for the shop. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const server: PostgresServer = await startPostgres({ shared_preload_libraries: 'pg_stat_statements' });
  server.sql(`CREATE DATABASE ${DATABASE}`);
  server.sql('CREATE EXTENSION pg_stat_statements', DATABASE);
  const { port, user, password } = server;
  return {
    url: server.address(DATABASE),
    probe: { type: 'postgres', name: 'Database', host: '127.0.0.1', port, database: DATABASE, user },
    password,
    stop: server.stop,
  };
}
