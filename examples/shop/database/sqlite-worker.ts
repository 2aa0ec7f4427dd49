// One database connection: a thread with its own SQLite handle that does one thing at a time.
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { type Row, sqlFor, type Work } from './protocol.ts';
import type { FromWorker, SqliteOptions, ToWorker } from './sqlite-protocol.ts';

const port = parentPort;
if (!port) throw new Error('database/sqlite-worker.ts runs as a worker thread only');
const { accountsPath, cataloguePath, roundTripMs } = workerData as SqliteOptions;

const writerWaitMs = 5_000;
const database = new DatabaseSync(accountsPath, { timeout: writerWaitMs });
const catalogueUrl = `${pathToFileURL(cataloguePath).href}?mode=ro&immutable=1`;
database.prepare('ATTACH ? AS catalogue').run(catalogueUrl);
// The accounts live as long as the process, so nobody needs them to survive a power cut.
database.exec('PRAGMA synchronous = OFF');

const prepared = new Map<string, StatementSync>();
function statement(sql: string): StatementSync {
  let found = prepared.get(sql);
  if (!found) {
    found = database.prepare(sql);
    prepared.set(sql, found);
  }
  return found;
}

function execute(work: Work): Row[] {
  if (work.kind === 'query') return statement(sqlFor('sqlite', work.sql)).all(work.parameters);
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const step of work.steps) statement(sqlFor('sqlite', step.sql)).run(step.parameters);
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
  return [];
}

// SQLite sits in this process; the shop's database would sit across a network. A connection is
// busy while its query travels, so the thread itself waits.
const never = new Int32Array(new SharedArrayBuffer(4));
const travel = () => Atomics.wait(never, 0, 0, roundTripMs);
const answer = (message: FromWorker) => port.postMessage(message);

port.on('message', ({ id, work }: ToWorker) => {
  travel();
  try {
    answer({ kind: 'rows', id, rows: execute(work) });
  } catch (error) {
    answer({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  }
});
answer({ kind: 'ready' });
