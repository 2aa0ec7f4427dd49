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
  const adapter = new SingleConnection({ url, timeout: BUSY_TIMEOUT_MS });
  const db = new PrismaClient({ adapter });
  await db.$connect();
  connections.set(db, adapter);
  // Readers and the writer do not block one another, and a killed process loses nothing that it had committed.
  await db.$queryRawUnsafe('PRAGMA journal_mode = WAL');
  await db.$queryRawUnsafe('PRAGMA synchronous = NORMAL');
  // What is deleted is overwritten, and its pages can be given back to the disk.
  await db.$queryRawUnsafe('PRAGMA secure_delete = ON');
  const [mode] = await db.$queryRawUnsafe<{ auto_vacuum: bigint | number }[]>('PRAGMA auto_vacuum');
  if (Number(mode?.auto_vacuum) !== INCREMENTAL) {
    await db.$queryRawUnsafe(`PRAGMA auto_vacuum = ${INCREMENTAL}`);
    await db.$executeRawUnsafe('VACUUM');
  }
  return db;
}

/** A mode in which a database can shrink page by page, instead of being written anew. */
const INCREMENTAL = 2;

/** Pages that are given back at once: some milliseconds in which nobody else gets an answer. */
const PAGES_AT_ONCE = 1000;

/**
 * Makes the file of the database smaller by what was deleted. Routes ask the run control to: they have a copy of this module in which
 * nothing was opened.
 */
export async function giveBackSpace(db: Database): Promise<void> {
  const freePages = async () => {
    const [free] = await db.$queryRawUnsafe<{ freelist_count: number }[]>('PRAGMA freelist_count');
    return Number(free?.freelist_count);
  };
  for (let free = await freePages(), before = Infinity; free > 0 && free < before; free = await freePages()) {
    before = free;
    // Prisma would take one step of it, that is one page, and never end the statement.
    const client = connections.get(db)?.client;
    if (!client) throw new Error('This database was not opened here');
    await client.executeMultiple(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`);
  }
  await db.$queryRawUnsafe('PRAGMA wal_checkpoint(TRUNCATE)');
}

const connections = new WeakMap<Database, SingleConnection>();

/**
 * Keeps transactions on the client's own connection. Left alone, the driver gives each transaction's connection away
 * and opens a new one, which leaks file handles and forgets what PRAGMA set. The adapter lets nothing else in while a
 * transaction is open.
 */
class SingleConnection extends PrismaLibSql {
  client: Client | undefined;

  override createClient(config: Parameters<PrismaLibSql['createClient']>[0]): Client {
    const client = super.createClient(config);
    this.client = client;
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
