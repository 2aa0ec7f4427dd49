import type { z } from 'zod';
import { Annotate, type RunEvents } from '../../api/contract.ts';
import type { RunEvent } from '../../run/run-event.ts';
import type { RunView } from '../../run/view.ts';
import type { ServerContext } from '../context.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { parse } from '../parse.ts';
import { eventsOf, keepEvents, newEvent } from './run-events.ts';

/** What people noted of a run, and what marked itself. */
export async function listEvents({
  ctx,
  input: { id },
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<z.output<typeof RunEvents>> {
  await viewOf(ctx, id);
  return { events: await eventsOf(ctx.db, id) };
}

/** Notes a moment of a run that goes on or has ended, for all who look at it. */
export async function annotateRun({
  ctx,
  input: { id, body },
}: {
  ctx: ServerContext;
  input: { id: string; body: unknown };
}): Promise<RunEvent> {
  const { text, atSecond, by } = parse(Annotate, body);
  const view = await viewOf(ctx, id);
  if (view.startedAt === null) throw conflict('This run has not started, so it has no moment to note.');
  const lastMs = lastMoment(view, view.startedAt);
  const atMs = atSecond === undefined ? lastMs : atSecond * 1000;
  if (atMs > lastMs) {
    const end = Math.floor(lastMs / 100) / 10;
    throw invalid([
      { path: 'atSecond', message: `${atSecond} is later than the run has come: it is at ${end} s` },
    ]);
  }
  const event = newEvent({ atMs, kind: 'note', by: by ?? null, text });
  await keepEvents(ctx.db, id, [event]);
  ctx.runs.tellEvent(id, event);
  return event;
}

/** Takes a note back. What marked itself stays. */
export async function removeNote({
  ctx,
  input: { id, eventId },
}: {
  ctx: ServerContext;
  input: { id: string; eventId: string };
}): Promise<void> {
  await viewOf(ctx, id);
  const { count } = await ctx.db.runEvent.deleteMany({ where: { id: eventId, runId: id, kind: 'note' } });
  if (count === 0) throw conflict('There is no such note; only notes can be taken back.');
  ctx.runs.tellEventRemoved(id, eventId);
}

/** Milliseconds since the start: the end of the run, or now. */
function lastMoment({ status, elapsedSeconds }: RunView, startedAt: string): number {
  if (status === 'finished') return elapsedSeconds * 1000;
  return Math.max(0, Date.now() - Date.parse(startedAt));
}

/** As it is now: the database learns of the start a moment later. */
async function viewOf(ctx: ServerContext, id: string): Promise<RunView> {
  const view = await ctx.runs.view(id, Number.MAX_SAFE_INTEGER);
  if (!view) throw notFound('run', id);
  return view;
}
