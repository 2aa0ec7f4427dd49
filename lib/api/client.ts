import type { z } from 'zod';
import { RUN_FILE_TYPE } from '../record/run-file-type.ts';
import type { ApiError } from './api-error.ts';

export type ApiIssue = { path: string; message: string };
export type ApiProblemCode = ApiError['error']['code'] | 'unreachable' | 'unexpected';

/**
 * Why a call did not do what it was asked. `unreachable`: no answer came. `unexpected`: an answer that is not of the
 * contract. All other codes are the server's. `issues` name what is wrong with what was sent, each with its dotted path.
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly code: ApiProblemCode;
  readonly issues: ApiIssue[];

  constructor(code: ApiProblemCode, message: string, issues: ApiIssue[] = []) {
    super(message);
    this.code = code;
    this.issues = issues;
  }
}

export type CallOptions = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  /** The file of a run, sent as it is instead of a body. */
  file?: Blob;
  /** Empty and missing values are left out. */
  query?: Record<string, string | number | undefined>;
  signal?: AbortSignal;
};

/** Zod comes with the smallest of our schemas; asked for by its own name, all its languages would come with it. */
const loadZod = () => import('./api-error.ts');
// Meanwhile; who needs it asks again, and is told when it cannot be had.
loadZod().catch(() => {});

const nextTask = () => new Promise((resolve) => setTimeout(resolve));

/**
 * Schemas by their name in a module that is loaded when an answer is waited for: a page that makes them while it begins is
 * blocked by it. Zod, the schemas and what is done with them have a task each, so that the page answers in between.
 */
export const schemasOf =
  <M extends object>(load: () => Promise<M>) =>
  <K extends keyof M>(name: K) =>
  async (): Promise<M[K]> => {
    await loadZod();
    await nextTask();
    const schemas = await load();
    await nextTask();
    return schemas[name];
  };

/** What reads the answer of a route that has nothing to say. */
export const NoContent = null;

/** Calls a route of ours and reads its answer with the contract's schema. Throws ApiProblem, or the signal's reason. */
export function callApi(answer: typeof NoContent, path: string, options?: CallOptions): Promise<undefined>;
export function callApi<T extends z.ZodType>(
  answer: () => Promise<T>,
  path: string,
  options?: CallOptions,
): Promise<z.output<T>>;
export async function callApi(
  answer: (() => Promise<z.ZodType>) | typeof NoContent,
  path: string,
  { method = 'GET', body, file, query = {}, signal }: CallOptions = {},
): Promise<unknown> {
  // Meanwhile; what becomes of it is asked below.
  const schema = answer?.();
  schema?.catch(() => {});
  const response = await send(withQuery(path, query), {
    method,
    signal,
    ...(file && { body: file, headers: { 'content-type': RUN_FILE_TYPE } }),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  const content = await contentOf(response);
  if (!response.ok) throw await problemOf(response.status, content);
  const read = (await loaded(schema))?.safeParse(content);
  if (read?.success) return read.data;
  if (!read && content === undefined) return content;
  throw new ApiProblem(
    'unexpected',
    `The server answered ${path} in a form this page does not know. Reload the page; if that does not help, it is a bug.`,
    read?.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  );
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiProblem('unreachable', 'Rehearsal does not answer. Is it still running?');
  }
}

/** After an update the server has other files than those that this page was begun with. */
async function loaded<T>(module: T | Promise<T>): Promise<T> {
  try {
    return await module;
  } catch {
    throw new ApiProblem('unreachable', 'A part of this page could not be loaded. Reload the page.');
  }
}

async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function problemOf(status: number, content: unknown): Promise<ApiProblem> {
  const { ApiError } = await loaded(loadZod());
  const read = ApiError.safeParse(content);
  if (read.success) {
    const { code, message, issues } = read.data.error;
    return new ApiProblem(code, message, issues);
  }
  const detail = typeof content === 'string' && content.length < 300 ? `: ${content}` : '';
  return new ApiProblem('unexpected', `The server answered with status ${status}${detail}`);
}

function withQuery(path: string, query: NonNullable<CallOptions['query']>): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? path : `${path}?${text}`;
}
