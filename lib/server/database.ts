import { PrismaLibSql } from '@prisma/adapter-libsql';
import { PrismaClient } from './generated/client.ts';

export type Database = PrismaClient;

type Client = ReturnType<PrismaLibSql['createClient']>;
type Transaction = Awaited<ReturnType<Client['transaction']>>;

/** How long a statement waits for another process that holds the database, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * Opens the database at `url` (`file:/path/to/rehearsal.db`), which `migrate` made before. One process opens it once:
 * the driver is synchronous, so a second connection that waits for the first one's transaction would wait for itself.
 */
export async function openDatabase(url: string): Promise<Database> {
  const db = new PrismaClient({ adapter: new SingleConnection({ url, timeout: BUSY_TIMEOUT_MS }) });
  await db.$connect();
  // Readers and the writer do not block one another, and a killed process loses nothing that it had committed.
  await db.$queryRawUnsafe('PRAGMA journal_mode = WAL');
  await db.$queryRawUnsafe('PRAGMA synchronous = NORMAL');
  return db;
}

/**
 * Keeps transactions on the client's own connection. Left alone, the driver gives each transaction's connection away
 * and opens a new one, which leaks file handles and forgets what PRAGMA set. The adapter lets nothing else in while a
 * transaction is open.
 */
class SingleConnection extends PrismaLibSql {
  override createClient(config: Parameters<PrismaLibSql['createClient']>[0]): Client {
    const client = super.createClient(config);
    client.transaction = async () => {
      await client.execute('BEGIN IMMEDIATE');
      return transactionOn(client);
    };
    return client;
  }
}

function transactionOn(client: Client): Transaction {
  let open = true;
  const end = async (command: 'COMMIT' | 'ROLLBACK') => {
    if (!open) return;
    open = false;
    await client.execute(command);
  };
  return {
    execute: (statement: Parameters<Transaction['execute']>[0]) => client.execute(statement),
    batch: async (statements) => {
      const results = [];
      for (const statement of statements) results.push(await client.execute(statement));
      return results;
    },
    executeMultiple: (sql) => client.executeMultiple(sql),
    commit: () => end('COMMIT'),
    rollback: () => end('ROLLBACK'),
    close: () => void end('ROLLBACK').catch(() => {}),
    get closed() {
      return !open;
    },
  };
}
