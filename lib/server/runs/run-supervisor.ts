import type { Logger } from 'pino';
import type { Watcher } from '../../api/live.ts';
import type { RolledUpStep } from '../../record/record-header.ts';
import type { RecordReader } from '../../record/record-reader.ts';
import type { RunFile } from '../../record/run-file.ts';
import type { RunRequest, StartRun } from '../../run/engine.ts';
import type { ShownExchange } from '../../run/failure-figures.ts';
import type { PerformedIteration } from '../../run/performed-iteration.ts';
import type { RunEvent } from '../../run/run-event.ts';
import type { RunView } from '../../run/view.ts';
import type { SteerAnswer, SteerOrder } from '../../steer/order.ts';
import type { ReceivedRecord, RunControl, StoppedBy } from '../context.ts';
import { type Database, giveBackSpace } from '../database.ts';
import type { Audience } from '../live/viewers.ts';
import type { ProbeRecords } from '../probes/probe-records.ts';
import { ActiveRun } from './active-run.ts';
import { brokenOff } from './broken-set.ts';
import type { Presence } from './dead-mans-switch.ts';
import { loadQueued, type QueuedRun } from './queued-run.ts';
import { recordedSamples } from './recorded-samples.ts';
import { recoverRuns } from './recover.ts';
import { removeStrays } from './remove-strays.ts';
import { endingUnstarted, endQueued } from './run-ending.ts';
import type { RunRecords } from './run-records.ts';
import type { RunViews } from './run-views.ts';
import { SingleIterations } from './single-iterations.ts';
import type { StoredViews } from './stored-view.ts';

export type SupervisorOptions = {
  db: Database;
  startRun: StartRun;
  records: RunRecords;
  probes: ProbeRecords;
  stored: StoredViews;
  views: RunViews;
  audience: Audience;
  /** For dead man's switches. Nobody is there when left out. */
  presence?: Presence;
  log: Logger;
  /** Runs at once. Those in the same environment never overlap, whatever this says. */
  concurrency?: number;
  /** How often the database is asked for what was not announced, in milliseconds. */
  pollMs?: number;
  /** How long to wait before the end of a run is written again that the database could not take, in milliseconds. */
  retryMs?: number;
};

const NOBODY: Presence = { watchers: () => [], onChange: () => () => {} };

/**
 * Takes queued runs from the database, oldest first, and executes them. The database has the truth: `wake` and `stop`
 * only save the wait until the next look at it.
 */
export class RunSupervisor implements RunControl {
  private state: 'new' | 'working' | 'closing' | 'closed' = 'new';
  private readonly options: Required<SupervisorOptions>;
  private readonly active = new Map<string, ActiveRun>();
  private readonly iterations: SingleIterations;
  private poll: NodeJS.Timeout | undefined;
  private claiming: Promise<void> | undefined;
  private claimAgain = false;

  constructor(options: SupervisorOptions) {
    this.options = { concurrency: 1, pollMs: 1_000, retryMs: 2_000, presence: NOBODY, ...options };
    this.iterations = new SingleIterations(options.startRun);
  }

  /** Ends what an earlier server left, then looks for work. Throws when the database cannot be used. */
  async start(): Promise<void> {
    await recoverRuns(this.options);
    await removeStrays(this.options);
    this.state = 'working';
    this.poll = setInterval(() => void this.look(), this.options.pollMs);
    this.wake();
  }

  /** Ends all runs, with all their data kept, and starts no more. Idempotent. */
  async close(): Promise<void> {
    if (this.state === 'closed') return;
    this.state = 'closing';
    clearInterval(this.poll);
    this.stopAll('server-stop');
    await this.claiming;
    await Promise.all([...this.active.values()].map((run) => run.ended));
    await this.options.db.run.updateMany({
      where: { status: 'queued' },
      data: endingUnstarted({ kind: 'stopped', by: 'server-stop' }, Date.now()),
    });
    this.state = 'closed';
  }

  wake(): void {
    this.claimAgain = true;
    if (this.claiming || this.state !== 'working') return;
    this.claiming = this.claimAll()
      .catch((err: unknown) =>
        this.options.log.error({ err }, 'queued runs cannot be taken from the database'),
      )
      .finally(() => {
        this.claiming = undefined;
      });
  }

  stop(runId: string, by: StoppedBy, who?: string): boolean {
    return this.active.get(runId)?.stop(by, who) ?? false;
  }

  steer(runId: string, order: SteerOrder, by: string | null): SteerAnswer {
    return this.active.get(runId)?.steer(order, by) ?? { ok: false, problem: 'This run does not go on.' };
  }

  performOnce(request: RunRequest): Promise<PerformedIteration> {
    return this.iterations.perform(request);
  }

  stopAll(by: StoppedBy): string[] {
    this.iterations.stopAll({ kind: 'stopped', by });
    return [...this.active.keys()].filter((runId) => this.stop(runId, by));
  }

  view(runId: string, afterSecond: number): Promise<RunView | undefined> {
    return this.options.views.view(runId, afterSecond);
  }

  async samples(runId: string): Promise<ShownExchange[]> {
    return this.active.get(runId)?.samples() ?? recordedSamples(runId, this.options.records);
  }

  withRecord<T>(runId: string, use: (reader: RecordReader) => Promise<T>): Promise<T | undefined> {
    return this.options.records.withReader(runId, use);
  }

  exportRecord(runId: string, about: RunFile): Promise<ReadableStream<Uint8Array> | undefined> {
    return this.options.records.exported(runId, about);
  }

  receiveRecord(body: AsyncIterable<Uint8Array>): Promise<ReceivedRecord> {
    return this.options.records.receive(body);
  }

  waitingFor(runId: string): string | null {
    if (this.active.has(runId)) return null;
    const [run] = this.active.values();
    return run
      ? `Waits until the run of "${run.plan}" in "${run.environment}" has ended.`
      : 'Starts in a moment.';
  }

  async rollUp(runId: string, step: RolledUpStep): Promise<boolean> {
    const found = await this.options.records.rollUp(runId, step);
    this.options.stored.forget(runId);
    return found;
  }

  recordBytes(runIds: readonly string[]): Promise<number> {
    return this.options.records.bytesOf(runIds);
  }

  async forget(runId: string): Promise<void> {
    this.options.stored.forget(runId);
    await this.options.probes.remove(runId);
    await this.options.records.remove(runId);
  }

  giveBackSpace(): Promise<void> {
    return giveBackSpace(this.options.db);
  }

  watchers(runId: string): readonly Watcher[] {
    return this.options.presence.watchers(runId);
  }

  tellEvent(runId: string, event: RunEvent): void {
    this.options.audience.event(runId, event);
  }

  tellEventRemoved(runId: string, eventId: string): void {
    this.options.audience.eventRemoved(runId, eventId);
  }

  changed(): void {
    this.options.audience.changed();
  }

  private async claimAll(): Promise<void> {
    while (this.claimAgain && this.state === 'working') {
      this.claimAgain = false;
      while (this.hasRoom()) {
        const run = await this.claim();
        if (!run) break;
        this.execute(run);
      }
    }
  }

  private hasRoom(): boolean {
    return this.state === 'working' && this.active.size < this.options.concurrency;
  }

  /** Takes the oldest run whose environment is free; undefined when there is none. */
  private async claim(): Promise<QueuedRun | undefined> {
    const { db } = this.options;
    const busy = [...this.active.values()].map(({ environmentId }) => environmentId);
    const busySets = [...this.active.values()].flatMap(({ setId }) => (setId === null ? [] : [setId]));
    const next = await db.run.findFirst({
      where: {
        ...{ status: 'queued', NOT: { environmentId: { in: busy } } },
        OR: [{ setId: null }, { setId: { notIn: busySets } }],
      },
      orderBy: { id: 'asc' },
      select: { id: true, setId: true, setPosition: true },
    });
    if (!next) return undefined;
    const obstacle = await brokenOff(db, next);
    if (obstacle) {
      await endQueued(db, next.id, obstacle);
      this.changed();
      return this.claim();
    }
    try {
      const run = await loadQueued(db, next.id);
      // The condition keeps this right when somebody stops the run at the same moment.
      const { count } = await db.run.updateMany({
        where: { id: next.id, status: 'queued' },
        data: { status: 'starting' },
      });
      return count > 0 ? run : this.claim();
    } catch (error) {
      // A document that cannot be read now cannot be read later either, and others wait behind it.
      const detail = error instanceof Error ? error.message : String(error);
      await endQueued(db, next.id, { kind: 'could-not-start', detail });
      this.changed();
      return this.claim();
    }
  }

  private execute(queued: QueuedRun): void {
    const { options } = this;
    const run = new ActiveRun(queued, options);
    this.active.set(queued.id, run);
    void run.ended.then(() => {
      this.active.delete(queued.id);
      this.changed();
      this.wake();
    });
    if (this.state !== 'working') run.stop('server-stop');
    this.changed();
  }

  /** What nobody announced: runs queued and stops asked for by other means than `wake` and `stop`. */
  private async look(): Promise<void> {
    this.wake();
    if (this.active.size === 0) return;
    try {
      const asked = await this.options.db.run.findMany({
        where: { id: { in: [...this.active.keys()] }, stopRequested: { not: null } },
        select: { id: true, stopRequested: true },
      });
      for (const { id, stopRequested } of asked)
        this.stop(id, stopRequested === 'kill-switch' ? 'kill-switch' : 'user');
    } catch (err) {
      this.options.log.warn({ err }, 'the database cannot be asked for stops');
    }
  }
}
