import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeTailSecond } from '../../record/tail.ts';
import type { RunOutput } from '../../run/conduct.ts';
import { eventually } from '../testing/eventually.ts';
import { queueRun, recorded, supervised } from '../testing/supervised.ts';
import { getRun } from './get.ts';
import { RunRecords } from './run-records.ts';
import { stopRun } from './stop.ts';
import { stopAllRuns } from './stop-all.ts';

describe('a run', () => {
  it('is taken from the queue, followed every second, judged and kept', async () => {
    const { ctx, engine, audience, runs } = await supervised();
    await runs.start();
    const id = await queueRun(ctx, {
      release: '1.0',
      plan: { thresholds: [{ metric: 'http_req_duration', rule: 'p(95)<50' }] },
    });
    const run = await engine.next();
    run.begin(Date.UTC(2026, 0, 2)).pass(3);
    await audience.when(({ elapsedSeconds }) => elapsedSeconds === 3);
    const live = await getRun({ ctx, input: { id } });
    expect(live).toMatchObject({
      run: { verdict: null, figures: null },
      view: { elapsedSeconds: 3, verdict: null },
    });

    run.finish();
    const last = await audience.finished(id);
    expect(last).toMatchObject({ verdict: 'passed', endReason: 'The threshold held', elapsedSeconds: 3 });
    const { run: row, view } = await getRun({ ctx, input: { id } });
    expect(row).toMatchObject({
      status: 'finished',
      verdict: 'passed',
      startedAt: '2026-01-02T00:00:00.000Z',
      durationSeconds: 3,
      figures: { requests: 3, failedRate: 0, requestsPerSecond: 1 },
    });
    expect(view.points.map(({ second }) => second)).toEqual([0, 1, 2]);
  });

  it('shows after its end what it showed live', async () => {
    const { ctx, engine, audience, runs } = await supervised();
    await runs.start();
    const id = await queueRun(ctx);
    const run = await engine.next();
    run.begin().pass(4, [{ responseMs: 12 }, { responseMs: 80, failed: true, status: 500 }]);
    run.finish();
    const last = await audience.finished(id);
    const points = audience.updates.flatMap((update) => update.points);
    const { view } = await getRun({ ctx, input: { id } });
    expect(view).toEqual({ ...last, points });
  });

  it('gets the secrets of its environment, and no answer ever shows them', async () => {
    const { ctx, db, engine, audience, runs } = await supervised();
    await runs.start();
    const id = await queueRun(ctx, { secrets: { token: 'hush-hush' } });
    const run = await engine.next();
    expect(run.request.secrets).toEqual({ token: 'hush-hush' });
    run.begin().pass(1).finish();
    await audience.finished(id);
    const kept = [await db.run.findMany(), await getRun({ ctx, input: { id } })];
    expect(
      JSON.stringify(kept, (_key, value) => (typeof value === 'bigint' ? `${value}` : value)),
    ).not.toContain('hush-hush');
  });

  it('that an abortOnFail threshold ends has failed', async () => {
    const { ctx, engine, audience, runs } = await supervised();
    await runs.start();
    const thresholds = [{ metric: 'http_req_failed', rule: 'rate<0.5', abortOnFail: true }];
    const id = await queueRun(ctx, { plan: { thresholds } });
    (await engine.next()).begin().pass(1, [{ responseMs: 1, failed: true, status: 500 }]);
    expect((await audience.finished(id)).verdict).toBe('failed');
  });

  it('whose engine cannot start ends with the reason', async () => {
    const { ctx, engine, audience, runs } = await supervised();
    await runs.start();
    const id = await queueRun(ctx);
    (await engine.next()).finish({ kind: 'could-not-start', detail: 'no processes left' });
    expect(await audience.finished(id)).toMatchObject({
      verdict: 'aborted',
      endReason: 'Could not start: no processes left',
    });
    expect((await getRun({ ctx, input: { id } })).run.figures).toBeNull();
  });
});

describe('the queue', () => {
  it('runs one at a time, oldest first, and says what waits for what', async () => {
    const { ctx, engine, audience, runs } = await supervised();
    await runs.start();
    const first = await queueRun(ctx, { plan: { name: 'First' } });
    const run = await engine.next();
    const second = await queueRun(ctx, { plan: { name: 'Second' } });
    const third = await queueRun(ctx, { plan: { name: 'Third' } });
    const { run: waiting, view } = await getRun({ ctx, input: { id: second } });
    expect(waiting.waitingFor).toMatch(/^Waits until the run of "First" in "Target \d+" has ended\.$/);
    expect(view).toMatchObject({ status: 'queued', points: [], elapsedSeconds: 0, plannedSeconds: 10 });

    run.begin().finish();
    await audience.finished(first);
    const next = await engine.next();
    expect(next.request.plan.name).toBe('Second');
    next.begin().finish();
    await audience.finished(second);
    expect((await engine.next()).request.plan.name).toBe('Third');
    expect(engine.runs).toHaveLength(3);
    runs.stop(third, 'user');
    await audience.finished(third);
  });

  it('never runs twice in one environment at once, whatever the concurrency', async () => {
    const { ctx, engine, audience, runs } = await supervised({ concurrency: 3 });
    await runs.start();
    const first = await queueRun(ctx);
    const { environment } = (await getRun({ ctx, input: { id: first } })).run;
    const sameEnvironment = await queueRun(ctx, { environmentId: environment.id ?? '' });
    await queueRun(ctx);
    const [one, two] = [await engine.next(), await engine.next()];
    expect(two.request.environment.name).not.toBe(one.request.environment.name);
    expect((await getRun({ ctx, input: { id: sameEnvironment } })).run.status).toBe('queued');
    one.begin().finish();
    await audience.finished(first);
    expect((await engine.next()).request.environment.name).toBe(one.request.environment.name);
  });

  it('goes on when a queued plan cannot be read any more', async () => {
    const { ctx, db, engine, runs } = await supervised();
    const broken = await queueRun(ctx);
    const { planVersionId } = await db.run.findUniqueOrThrow({ where: { id: broken } });
    await db.planVersion.update({ where: { id: planVersionId }, data: { document: '{"version":1}' } });
    await runs.start();
    // What an earlier server left in the queue is ended at the start, so it is queued again.
    await db.run.update({ where: { id: broken }, data: { status: 'queued' } });
    await queueRun(ctx, { plan: { name: 'Fine' } });
    expect((await engine.next()).request.plan.name).toBe('Fine');
    const row = await db.run.findUniqueOrThrow({ where: { id: broken } });
    expect(row).toMatchObject({ status: 'finished', verdict: 'aborted' });
    expect(row.endReason).toMatch(/^Could not start: /);
  });
});

describe('stopping', () => {
  it('reaches the engine at once and keeps what was measured', async () => {
    const { ctx, engine, audience, runs } = await supervised();
    await runs.start();
    const id = await queueRun(ctx);
    const run = await engine.next();
    run.stopsAtOnce = false;
    run.begin().pass(2);
    const answer = await stopRun({ ctx, input: { id } });
    expect(run.stoppedBy).toEqual({ kind: 'stopped', by: 'user' });
    expect(answer.status).toBe('stopping');
    expect(audience.updates.at(-1)).toMatchObject({ status: 'stopping', verdict: null });
    run.pass(1).finish({ kind: 'stopped', by: 'user' });
    expect(await audience.finished(id)).toMatchObject({
      verdict: 'aborted',
      endReason: 'Stopped by the user',
      elapsedSeconds: 3,
    });
    // A second stop of an ended run changes nothing.
    expect(await stopRun({ ctx, input: { id } })).toMatchObject({
      status: 'finished',
      endReason: 'Stopped by the user',
    });
  });

  it('of a queued run never starts it', async () => {
    const { ctx, engine, audience, runs } = await supervised();
    await runs.start();
    const first = await queueRun(ctx);
    const run = await engine.next();
    const second = await queueRun(ctx);
    expect(await stopRun({ ctx, input: { id: second } })).toMatchObject({
      status: 'finished',
      verdict: 'aborted',
    });
    run.begin().finish();
    await audience.finished(first);
    expect(engine.runs).toHaveLength(1);
  });

  it('all at once is the kill switch: what goes on and what waits', async () => {
    const { ctx, engine, audience, runs } = await supervised({ concurrency: 2 });
    await runs.start();
    const ids = [await queueRun(ctx), await queueRun(ctx), await queueRun(ctx)];
    const going = [await engine.next(), await engine.next()];
    for (const run of going) run.stopsAtOnce = false;
    expect(await stopAllRuns({ ctx })).toEqual({ stopped: 3 });
    for (const run of going) {
      expect(run.stoppedBy).toEqual({ kind: 'stopped', by: 'kill-switch' });
      run.begin().finish({ kind: 'stopped', by: 'kill-switch' });
    }
    await Promise.all(ids.slice(0, 2).map((id) => audience.finished(id)));
    for (const id of ids) {
      expect((await getRun({ ctx, input: { id } })).run.endReason).toBe('Stopped by the kill switch');
    }
    expect(engine.runs).toHaveLength(2);
  });

  it('asked for in the database alone takes effect too', async () => {
    const { ctx, db, engine, audience, runs } = await supervised({ pollMs: 20 });
    await runs.start();
    const id = await queueRun(ctx);
    const run = await engine.next();
    run.begin();
    await db.run.update({ where: { id }, data: { stopRequested: 'kill-switch' } });
    expect((await audience.finished(id)).endReason).toBe('Stopped by the kill switch');
  });

  it('works while the database cannot be written', async () => {
    const { ctx, db, engine, runs } = await supervised();
    await runs.start();
    await queueRun(ctx);
    const run = await engine.next();
    run.stopsAtOnce = false;
    run.begin();
    await db.$queryRawUnsafe('PRAGMA query_only = ON');
    expect(await stopAllRuns({ ctx })).toEqual({ stopped: 1 });
    expect(run.stoppedBy).toEqual({ kind: 'stopped', by: 'kill-switch' });
    await db.$queryRawUnsafe('PRAGMA query_only = OFF');
    run.finish({ kind: 'stopped', by: 'kill-switch' });
  });

  it('the server ends runs with all their data, and those that wait', async () => {
    const { ctx, db, engine, runs } = await supervised();
    await runs.start();
    const id = await queueRun(ctx);
    (await engine.next()).begin().pass(2);
    const waiting = await queueRun(ctx);
    await runs.close();
    await runs.close();
    expect(await db.run.findUniqueOrThrow({ where: { id } })).toMatchObject({
      status: 'finished',
      verdict: 'aborted',
      endReason: 'Stopped because the server was stopped',
      requests: 2n,
    });
    expect(await db.run.findUniqueOrThrow({ where: { id: waiting } })).toMatchObject({
      status: 'finished',
      verdict: 'aborted',
    });
    expect(engine.runs).toHaveLength(1);
  });
});

describe('after a crash', () => {
  it('runs that went on are aborted, with everything in their record', async () => {
    const before = await supervised();
    await before.runs.start();
    const id = await queueRun(before.ctx, { release: '2.0' });
    (await before.engine.next()).begin(Date.UTC(2026, 0, 2)).pass(5);
    await before.audience.when(({ elapsedSeconds }) => elapsedSeconds === 5);
    // The tail has five seconds; the last write is torn, as by a kill.
    const file = join(before.recordsDir, `${id}.tail`);
    await eventually(async () => (await recorded(before.records, id))?.length).toBe(5);
    await appendFile(file, new Uint8Array([200, 0, 0, 0, 1, 2, 3]));

    // Another server on the same data; the first one never got to write the end.
    const after = await supervised({ db: before.db, dataDir: before.dataDir });
    await after.runs.start();
    const { run, view } = await getRun({ ctx: after.ctx, input: { id } });
    expect(run).toMatchObject({
      status: 'finished',
      verdict: 'aborted',
      endReason: 'The server ended unexpectedly while the run was going on',
      startedAt: '2026-01-02T00:00:00.000Z',
      endedAt: '2026-01-02T00:00:05.000Z',
      durationSeconds: 5,
      figures: { requests: 5 },
    });
    expect(view.points).toHaveLength(5);
    expect(view.verdict).toBe('aborted');
  });

  it('runs that had not begun, and runs whose record is gone or damaged, are aborted without figures', async () => {
    const { ctx, db, recordsDir, runs } = await supervised();
    const ids = [await queueRun(ctx), await queueRun(ctx), await queueRun(ctx)];
    await db.run.updateMany({ data: { status: 'running', startedAt: new Date(), workers: 1 } });
    await writeFile(join(recordsDir, `${ids[1]}.rec`), '');
    await writeFile(join(recordsDir, `${ids[2]}.rec`), 'something else entirely');
    await runs.start();
    for (const id of ids) {
      const { run, view } = await getRun({ ctx, input: { id } });
      expect(run).toMatchObject({ status: 'finished', verdict: 'aborted', figures: null });
      expect(view.points).toEqual([]);
    }
  });

  it('runs that waited do not start by themselves', async () => {
    const { ctx, engine, runs } = await supervised();
    const id = await queueRun(ctx);
    await runs.start();
    expect((await getRun({ ctx, input: { id } })).run).toMatchObject({
      status: 'finished',
      verdict: 'aborted',
    });
    expect(engine.runs).toEqual([]);
  });
});

describe('storage that fails', () => {
  it('at the start of a run ends that run, and the next one runs', async () => {
    const { ctx, engine, audience, recordsDir, runs } = await supervised();
    await runs.start();
    await rm(recordsDir, { recursive: true });
    // No folder can be made or written below a file, not even by root.
    await writeFile(recordsDir, '');
    const id = await queueRun(ctx);
    (await engine.next()).begin().pass(1);
    expect(await audience.finished(id)).toMatchObject({
      verdict: 'aborted',
      endReason: expect.stringMatching(/^The results could not be written: ENOTDIR/),
    });
    await rm(recordsDir);
    await mkdir(recordsDir);
    const next = await queueRun(ctx);
    (await engine.next()).begin().pass(1).finish();
    expect((await audience.finished(next)).verdict).toBe('passed');
  });

  it('in mid-run keeps what was written, and lists agree with the page', async () => {
    const { ctx, engine, audience, runs } = await supervised({
      records: (folder) => new FullAfterThreeSeconds(folder),
    });
    await runs.start();
    const id = await queueRun(ctx);
    const run = (await engine.next()).begin().pass(5);
    expect(await audience.finished(id)).toMatchObject({
      verdict: 'aborted',
      endReason: 'The results could not be written: ENOSPC: no space left on device, write',
    });
    expect(run.stoppedBy?.kind).toBe('storage');
    const detail = await getRun({ ctx, input: { id } });
    expect(detail.view.points).toHaveLength(3);
    expect(detail.view.totals.requests).toBe(3);
    expect(detail.run.figures?.requests).toBe(3);
    expect(detail.run.durationSeconds).toBe(3);
  });

  it('of the database keeps the ended run in view, and writes its end as soon as there is room', async () => {
    const { ctx, db, engine, audience, runs } = await supervised();
    await runs.start();
    // So much to sum up that it needs room that is not there.
    const steps = Array.from({ length: 50 }, (_, index) => ({
      type: 'request' as const,
      name: `Page ${index}`,
      url: '/',
    }));
    const executor = { type: 'constant-vus' as const, vus: 1, duration: '10s' };
    const id = await queueRun(ctx, { plan: { scenarios: [{ name: 'Browse', executor, steps }] } });
    const run = (await engine.next()).begin().pass(2);
    await eventually(async () => (await db.run.findUnique({ where: { id } }))?.status).toBe('running');
    // SQLite itself now says that the disk is full.
    await db.$queryRawUnsafe('PRAGMA max_page_count = 1');
    run.finish();
    expect((await audience.finished(id)).verdict).toBe('passed');
    expect((await getRun({ ctx, input: { id } })).view).toMatchObject({
      status: 'finished',
      verdict: 'passed',
    });
    expect((await getRun({ ctx, input: { id } })).run.status).toBe('running');

    await db.$queryRawUnsafe('PRAGMA max_page_count = 1000000');
    await eventually(async () => (await getRun({ ctx, input: { id } })).run).toMatchObject({
      status: 'finished',
      verdict: 'passed',
      figures: { requests: 2 },
    });
  });
});

/** A disk that is full after the header and three seconds; half of the fourth still gets through. */
class FullAfterThreeSeconds extends RunRecords {
  private readonly records: string;

  constructor(folder: string) {
    super(folder);
    this.records = folder;
  }

  override writer(runId: string): RunOutput {
    const writer = super.writer(runId);
    return {
      onEvent: async (event, state) => {
        if (event.type === 'snapshot' && event.snapshot.second >= 3) {
          await appendFile(
            join(this.records, `${runId}.tail`),
            encodeTailSecond(event.snapshot, []).subarray(0, 20),
          );
          throw new Error('ENOSPC: no space left on device, write');
        }
        await writer.onEvent(event, state);
      },
      close: () => writer.close(),
    };
  }
}
