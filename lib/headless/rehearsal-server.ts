import type { z } from 'zod';
import { ApiError, RunList } from '../api/contract.ts';
import { parseDuration } from '../plan/duration.ts';
import { RunEvent } from '../run/run-event.ts';

/** Asks a running Rehearsal for something on behalf of the command line. Throws an Error with a sentence for people. */
export async function askServer<T extends z.ZodType>(
  server: string,
  path: string,
  answer: T,
  body?: unknown,
): Promise<z.output<T>> {
  const url = new URL(path, server);
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { ...init, ...(body === undefined ? {} : { headers }) }).catch(() => {
    throw new Error(`Rehearsal does not answer at ${server}. Is it running? --server says where.`);
  });
  const content: unknown = await response.json().catch(() => undefined);
  if (response.ok) return answer.parse(content);
  const problem = ApiError.safeParse(content);
  throw new Error(problem.success ? problem.data.error.message : `${server} answered ${response.status}`);
}

/** The id of a run; `latest` is the one that was made last. */
export async function runNamed(server: string, run: string): Promise<string> {
  if (run !== 'latest') return run;
  const { runs } = await askServer(server, '/api/runs?limit=1', RunList);
  if (!runs[0]) throw new Error('There is no run yet.');
  return runs[0].id;
}

/** Notes a moment of a run; `at` is a duration since its start, such as 1m30s. */
export async function annotateOnServer(
  server: string,
  run: string,
  note: { text: string; at?: string; by?: string },
): Promise<RunEvent> {
  const id = await runNamed(server, run);
  const ms = note.at === undefined ? undefined : parseDuration(note.at);
  if (note.at !== undefined && ms === undefined)
    throw new Error(`"${note.at}" is not a duration; write for example 90s or 1m30s`);
  const body = { text: note.text, by: note.by, atSecond: ms === undefined ? undefined : ms / 1000 };
  return askServer(server, `/api/runs/${encodeURIComponent(id)}/events`, RunEvent, body);
}
