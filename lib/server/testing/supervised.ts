import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pino from 'pino';
import { onTestFinished } from 'vitest';
import type { PlanInput } from '../../plan/plan.ts';
import type { WatchProbes } from '../../probe/probe-watch.ts';
import type { RunEvent } from '../../run/run-event.ts';
import type { Snapshot } from '../../run/snapshot.ts';
import type { RunView } from '../../run/view.ts';
import type { ServerContext } from '../context.ts';
import type { Database } from '../database.ts';
import { createEnvironment } from '../environments/create.ts';
import type { Audience } from '../live/viewers.ts';
import { createPlan } from '../plans/create.ts';
import { ProbeRecords } from '../probes/probe-records.ts';
import { createRun } from '../runs/create.ts';
import { RunRecords } from '../runs/run-records.ts';
import { RunSupervisor } from '../runs/run-supervisor.ts';
import { RunViews } from '../runs/run-views.ts';
import { StoredViews } from '../runs/stored-view.ts';
import { noProbes, noScripts } from './context.ts';
import { FakeEngine } from './fake-engine.ts';
import { smallPlan } from './plans.ts';
import { temporaryDatabase } from './temporary-database.ts';

/** An audience of one that notes what it sees. */
export class NotingAudience implements Audience {
  readonly updates: RunView[] = [];
  changes = 0;
  private readonly waiting: { fits: (view: RunView) => boolean; resolve: (view: RunView) => void }[] = [];

  readonly events: RunEvent[] = [];
  event = (_runId: string, event: RunEvent) => void this.events.push(event);
  eventRemoved = (_runId: string, eventId: string) =>
    void this.events.splice(
      this.events.findIndex(({ id }) => id === eventId),
      1,
    );
  isWatched = () => true;
  changed = () => void this.changes++;
  update = (view: RunView) => {
    this.updates.push(view);
    for (const wait of [...this.waiting]) {
      if (!wait.fits(view)) continue;
      this.waiting.splice(this.waiting.indexOf(wait), 1);
      wait.resolve(view);
    }
  };

  /** The first update, past or to come, that fits. */
  when(fits: (view: RunView) => boolean): Promise<RunView> {
    const seen = this.updates.find(fits);
    if (seen) return Promise.resolve(seen);
    return new Promise((resolve) => this.waiting.push({ fits, resolve }));
  }

  finished(runId: string): Promise<RunView> {
    return this.when((view) => view.id === runId && view.status === 'finished');
  }
}

type Options = {
  /** Both or none: to start a second server on the data of a first. */
  db?: Database;
  dataDir?: string;
  audience?: Audience;
  concurrency?: number;
  /** Long unless given: what takes effect in a test was announced. */
  pollMs?: number;
  records?: (folder: string) => RunRecords;
  watchProbes?: WatchProbes;
};

const watchNothing: WatchProbes = () => ({ stop: async () => {} });

/** Everything behind the routes, with a fake engine: database, records, supervisor. */
export async function supervised(options: Options = {}) {
  const { db, dataDir } =
    options.db && options.dataDir ? { db: options.db, dataDir: options.dataDir } : await temporaryDatabase();
  const recordsDir = join(dataDir, 'runs');
  await mkdir(recordsDir, { recursive: true });
  const engine = new FakeEngine();
  const audience = new NotingAudience();
  const records = options.records?.(recordsDir) ?? new RunRecords(recordsDir);
  const log = pino({ level: 'silent' });
  const probes = new ProbeRecords(recordsDir, options.watchProbes ?? watchNothing, log);
  const stored = new StoredViews(db, records);
  const views = new RunViews(stored);
  const runs = new RunSupervisor({
    db,
    startRun: engine.startRun,
    records,
    probes,
    stored,
    views,
    audience: options.audience ?? audience,
    log,
    concurrency: options.concurrency ?? 1,
    pollMs: options.pollMs ?? 600_000,
    retryMs: 50,
  });
  onTestFinished(() => runs.close());
  const ctx: ServerContext = {
    ...{ db, runs, scripts: noScripts, log, version: '0.0.0', startedAt: 0 },
    probes: { ...noProbes, records: probes },
  };
  return { ctx, db, dataDir, recordsDir, engine, audience, records, probes, runs, views };
}

/** The seconds in a run's record; undefined when it has none. */
export async function recorded(records: RunRecords, runId: string): Promise<Snapshot[] | undefined> {
  const snapshots: Snapshot[] = [];
  const found = await records.read(runId, { onHeader: () => {}, onSnapshot: (one) => snapshots.push(one) });
  return found ? snapshots : undefined;
}

let environments = 0;

/** Queues a run of a small plan in an environment of its own, unless one is given. */
export async function queueRun(
  ctx: ServerContext,
  over: {
    plan?: Partial<PlanInput>;
    environmentId?: string;
    release?: string;
    secrets?: Record<string, string>;
  } = {},
): Promise<string> {
  const { id: planId } = await createPlan({ ctx, input: { document: smallPlan(over.plan) } });
  const environmentId =
    over.environmentId ??
    (
      await createEnvironment({
        ctx,
        input: {
          name: `Target ${++environments}`,
          baseUrl: 'http://127.0.0.1:9',
          secrets: over.secrets ?? {},
        },
      })
    ).id;
  return (await createRun({ ctx, input: { planId, environmentId, release: over.release ?? '' } })).id;
}
