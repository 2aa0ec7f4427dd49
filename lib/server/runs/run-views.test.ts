import { describe, expect, it } from 'vitest';
import type { RecordReader } from '../../record/record-reader.ts';
import type { RunView } from '../../run/view.ts';
import { queueRun, supervised } from '../testing/supervised.ts';
import { RunViews } from './run-views.ts';
import { StoredViews } from './stored-view.ts';

const named = (id: string, status: RunView['status']) => ({ id, status }) as RunView;

describe('RunViews', () => {
  it('asks again when a run began or ended while it was read', async () => {
    const reads: (() => void)[] = [];
    const stored = {
      view: (id: string) =>
        new Promise<RunView>((resolve) =>
          reads.push(() => resolve(named(id, reads.length === 1 ? 'queued' : 'finished'))),
        ),
      forget: () => {},
    };
    const views = new RunViews(stored);
    const began = views.view('a', -1);
    views.show('a', () => named('a', 'running'));
    reads[0]?.();
    expect((await began)?.status).toBe('running');
    views.hide('a');
    const ended = views.view('a', -1);
    reads[1]?.();
    expect((await ended)?.status).toBe('finished');
  });

  it('uses a live view in the tick in which it is true', async () => {
    const views = new RunViews({ view: async () => undefined, forget: () => {} });
    let second = 0;
    views.show('a', () => ({ ...named('a', 'running'), elapsedSeconds: second }));
    const used = views.withView('a', -1, (view) => [view?.elapsedSeconds, second]);
    second = 1;
    const [seen, then] = await used;
    expect(seen).toBe(then);
  });
});

describe('StoredViews', () => {
  it('read a record once for the many who ask at once, and keep it', async () => {
    const { ctx, db, engine, audience, records, runs } = await supervised();
    await runs.start();
    const id = await queueRun(ctx);
    (await engine.next()).begin().pass(3).finish();
    await audience.finished(id);
    let reads = 0;
    const counting = new StoredViews(
      db,
      Object.assign(Object.create(records) as typeof records, {
        withReader: <T>(runId: string, use: (reader: RecordReader) => Promise<T>) => {
          reads++;
          return records.withReader(runId, use);
        },
      }),
    );
    const views = await Promise.all([-1, 0, 1, 2, 7].map((after) => counting.view(id, after)));
    expect(views.map((view) => view?.points.map(({ second }) => second))).toEqual([
      [0, 1, 2],
      [1, 2],
      [2],
      [],
      [],
    ]);
    await counting.view(id, -1);
    expect(reads).toBe(1);
    counting.forget(id);
    await counting.view(id, -1);
    expect(reads).toBe(2);
  });
});
