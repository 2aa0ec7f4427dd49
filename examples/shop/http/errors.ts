import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { PoolError } from '../database/pool.ts';
import type { ShopEnvironment } from './environment.ts';

/** nginx's word for a request whose client did not wait for the answer. */
export const clientGone = 499;

const codes = {
  400: 'invalid_request',
  401: 'unauthorized',
  404: 'not_found',
  409: 'conflict',
  413: 'too_large',
  503: 'unavailable',
} as const;
type ErrorStatus = keyof typeof codes;

/** An answer other than success that the client can understand and act upon. */
export class RequestError extends Error {
  readonly status: ErrorStatus;
  readonly problems: string[];

  constructor(status: ErrorStatus, message: string, problems: string[] = []) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

/** Answers every error as `{ error, message, problems? }`. */
export function answerError(thrown: Error, c: Context<ShopEnvironment>): Response {
  if (c.env.outgoing.destroyed) return new Response(null, { status: clientGone });
  const error = thrown instanceof PoolError ? new RequestError(503, thrown.message) : thrown;
  if (error instanceof RequestError) {
    const { status, message, problems } = error;
    if (status === 401) c.header('WWW-Authenticate', 'Bearer');
    if (status === 503) c.header('Retry-After', '5');
    return c.json({ error: codes[status], message, ...(problems.length > 0 && { problems }) }, status);
  }
  if (error instanceof HTTPException) return error.getResponse();
  console.error(error);
  return c.json({ error: 'internal', message: 'the shop failed; its log says why' }, 500);
}
