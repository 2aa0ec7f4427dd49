import type { ApiError } from '../../api/api-error.ts';
import { currentContext } from '../bus.ts';
import type { ServerContext } from '../context.ts';
import { isProblem, Problem, type ProblemCode } from '../errors.ts';

/** The only place where problems become HTTP. */
const STATUS: Record<ProblemCode, number> = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  internal: 500,
  unavailable: 503,
};

/**
 * Answers a route: the verb's answer as JSON (or the Response it made itself), its Problem as an ApiError. An error that
 * is no Problem is logged and answered without detail, since its text may hold anything.
 */
export async function respond(work: (ctx: ServerContext) => unknown, status = 200): Promise<Response> {
  let ctx: ServerContext | undefined;
  try {
    ctx = currentContext();
    const answer = await work(ctx);
    if (answer instanceof Response) return answer;
    if (answer === undefined) return new Response(null, { status: 204 });
    return json(answer, status);
  } catch (error) {
    if (isProblem(error)) return json(bodyOf(error), STATUS[error.code]);
    ctx?.log.error({ err: error }, 'a request failed by a fault of our own');
    const problem = isStorageFailure(error) ? CANNOT_STORE : FAULT;
    return json(bodyOf(problem), STATUS[problem.code]);
  }
}

const FAULT = new Problem('internal', 'Something went wrong in Rehearsal itself. Its log says what.');
const CANNOT_STORE = new Problem(
  'unavailable',
  'Rehearsal cannot write to its data folder. The disk may be full; make room and try again.',
);

/** The disk is full, broken or read-only, as SQLite or the system say it. */
function isStorageFailure(error: unknown): boolean {
  return (
    error instanceof Error &&
    /\bSQLITE_(FULL|IOERR|READONLY)|\b(ENOSPC|EDQUOT|EROFS|EIO)\b/.test(error.message)
  );
}

function bodyOf({ code, message, issues }: Problem): ApiError {
  return { error: { code, message, ...(issues && { issues }) } };
}

function json(body: unknown, status: number): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
