import type { Logger } from 'pino';
import type { Watcher } from '../api/live.ts';
import type { LookAtProbe } from '../probe/probe-watch.ts';
import type { RolledUpStep } from '../record/record-header.ts';
import type { RecordReader } from '../record/record-reader.ts';
import type { RunFile } from '../record/run-file.ts';
import type { EndReason, RunRequest } from '../run/engine.ts';
import type { ShownExchange } from '../run/failure-figures.ts';
import type { PerformedIteration } from '../run/performed-iteration.ts';
import type { RunEvent } from '../run/run-event.ts';
import type { RunView } from '../run/view.ts';
import type { SteerAnswer, SteerOrder } from '../steer/order.ts';
import type { Database } from './database.ts';
import type { ProbeRecords } from './probes/probe-records.ts';
import type { ScriptDesk } from './scripts/script-desk.ts';

export type StoppedBy = Extract<EndReason, { kind: 'stopped' }>['by'];

export type ReceivedRecord = {
  about: RunFile;
  /** Seconds of the finest steps. */
  step: number;
  keepAs(runId: string): Promise<void>;
  discard(): Promise<void>;
};

/** What verbs may ask of the runs that go on. The database has the truth; this makes it take effect at once. */
export type RunControl = {
  /** A run was queued: look for work now. */
  wake(): void;
  /** Ends a run that was started, idempotent. False when there is none to end. */
  stop(runId: string, by: StoppedBy, who?: string): boolean;
  /** Changes the load of a run that goes on, or says why not. */
  steer(runId: string, order: SteerOrder, by: string | null): SteerAnswer;
  /** Performs a single iteration, of which nothing is kept. Throws a Problem when too many are performed already. */
  performOnce(request: RunRequest): Promise<PerformedIteration>;
  /** Ends every run that was started, and names them; single iterations too. */
  stopAll(by: StoppedBy): string[];
  /** What pages show of a run, with the points after the given second (-1 for all); undefined when there is none. */
  view(runId: string, afterSecond: number): Promise<RunView | undefined>;
  /** Exchanges that were kept of a run; none of one that never started. */
  samples(runId: string): Promise<ShownExchange[]>;
  /** Calls `use` with the record of a run as far as it has come; undefined when there is none. */
  withRecord<T>(runId: string, use: (reader: RecordReader) => Promise<T>): Promise<T | undefined>;
  /** The file of an ended run; undefined when it has no record. */
  exportRecord(runId: string, about: RunFile): Promise<ReadableStream<Uint8Array> | undefined>;
  /** Takes in the file of a run; it must be kept as that of a run, or discarded. Throws a Problem. */
  receiveRecord(body: AsyncIterable<Uint8Array>): Promise<ReceivedRecord>;
  /** Why a queued run has not started yet, a sentence; null for any other. */
  waitingFor(runId: string): string | null;
  /** Keeps of an ended run no finer steps than these in its record; false when there is no record. */
  rollUp(runId: string, step: RolledUpStep): Promise<boolean>;
  /** What the records of these runs take on the disk. */
  recordBytes(runIds: readonly string[]): Promise<number>;
  /** Removes what is kept of an ended run beside its row. */
  forget(runId: string): Promise<void>;
  /** Gives the disk back what rows took that were deleted. */
  giveBackSpace(): Promise<void>;
  /** Who has the page of a run open. */
  watchers(runId: string): readonly Watcher[];
  /** Tells all who look at a run of an event that is kept, or of a note that was taken back. */
  tellEvent(runId: string, event: RunEvent): void;
  tellEventRemoved(runId: string, eventId: string): void;
  /** Tells all viewers that lists of runs are stale. */
  changed(): void;
};

/** What every verb gets. */
export type ServerContext = {
  db: Database;
  runs: RunControl;
  scripts: Pick<ScriptDesk, 'inspect'>;
  probes: { records: Pick<ProbeRecords, 'of' | 'keep'>; look: LookAtProbe };
  log: Logger;
  version: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
};
