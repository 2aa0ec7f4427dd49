import { expect, it } from 'vitest';
import { queueRun, supervised } from '../testing/supervised.ts';
import { annotateRun, listEvents, removeNote } from './annotate.ts';
import { exportRun } from './export.ts';
import { importRun } from './import.ts';

const texts = ({ events }: { events: { text: string; atMs: number; by: string | null }[] }) =>
  events.map(({ atMs, by, text }) => [atMs, by, text]);

it('keeps notes and marks of a run, while it goes on and afterwards, for who looks and for who imports it', async () => {
  const { ctx, engine, audience, runs } = await supervised();
  await runs.start();
  const id = await queueRun(ctx, {
    plan: { thresholds: [{ metric: 'http_req_duration', rule: 'p(95)<50' }] },
  });
  const run = await engine.next();
  const note = (body: object) => annotateRun({ ctx, input: { id, body } });
  await expect(note({ text: 'too early' })).rejects.toThrow('has not started');
  run
    .begin(Date.now() - 10_000)
    .pass(2)
    .pass(1, [{ responseMs: 900 }]);
  await audience.when(({ elapsedSeconds }) => elapsedSeconds === 3);
  const early = await note({ text: ' deployed fix ', atSecond: 1.5, by: 'Ana' });
  expect(audience.events).toContainEqual(early);
  const now = await note({ text: 'now' });
  expect(now.atMs).toBeGreaterThanOrEqual(10_000);
  await expect(note({ text: 'tomorrow', atSecond: 90_000 })).rejects.toThrow('later than the run has come');
  await expect(note({ text: '  ' })).rejects.toThrow('needs some words');
  await removeNote({ ctx, input: { id, eventId: now.id } });
  run.stop({ kind: 'stopped', by: 'user', who: 'Bo' });
  await audience.finished(id);
  await note({ text: 'looked at it again' });

  const expected = [
    [1500, 'Ana', 'deployed fix'],
    [3000, null, 'http_req_duration p(95)<50 is broken: 900 ms'],
    [3000, 'Bo', 'Stopped by the user, Bo'],
    [3000, null, 'looked at it again'],
  ];
  const listed = await listEvents({ ctx, input: { id } });
  expect(texts(listed)).toEqual(expected);
  expect(audience.events.map(({ text }) => text).toSorted()).toEqual(
    expected.map(([, , text]) => text).toSorted(),
  );
  const [mark] = listed.events.filter(({ kind }) => kind === 'threshold');
  await expect(removeNote({ ctx, input: { id, eventId: mark?.id ?? '' } })).rejects.toThrow('only notes');

  const there = await supervised();
  const file = await exportRun({ ctx, input: { id } });
  async function* body() {
    yield new Uint8Array(await file.arrayBuffer());
  }
  const copy = await importRun({ ctx: there.ctx, input: body() });
  expect(texts(await listEvents({ ctx: there.ctx, input: { id: copy.id } }))).toEqual(expected);
});
