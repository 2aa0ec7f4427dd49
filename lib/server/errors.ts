import type { ApiError } from '../api/api-error.ts';

export type ProblemCode = ApiError['error']['code'];
export type Issue = { path: string; message: string };

/**
 * What a verb throws when it cannot do what it was asked: the closed set of the API's error codes, with a sentence for
 * people. Anything else that is thrown is a fault of ours and is answered as `internal`.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly issues: Issue[] | undefined;

  constructor(code: ProblemCode, message: string, issues?: Issue[]) {
    super(message);
    this.code = code;
    this.issues = issues;
  }
}

/** Whether `error` is a Problem; also one thrown by the other copy of this module (Next bundles its own). */
export function isProblem(error: unknown): error is Problem {
  return error instanceof Error && error.name === 'Problem' && 'code' in error;
}

export function notFound(
  what:
    | 'plan'
    | 'plan version'
    | 'environment'
    | 'run'
    | 'capacity search'
    | 'launch rehearsal'
    | 'run set'
    | 'request',
  id: string,
): Problem {
  return new Problem('not-found', `There is no ${what} "${id}". It may have been deleted.`);
}

export function conflict(message: string): Problem {
  return new Problem('conflict', message);
}

/** `issues` name what is wrong, each with its dotted path; the sentence counts them unless given. */
export function invalid(issues: Issue[], message?: string): Problem {
  return new Problem('invalid', message ?? sentence(issues), issues);
}

function sentence(issues: Issue[]): string {
  const [first] = issues;
  if (!first) return 'The request is not valid.';
  const one = first.path ? `${first.path}: ${first.message}` : first.message;
  return issues.length === 1 ? one : `${issues.length} things are wrong, the first: ${one}`;
}
