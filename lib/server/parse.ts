import type { z } from 'zod';
import { type Issue, invalid } from './errors.ts';

/** Parses what came from outside; throws a Problem that lists every issue with its dotted path. */
export function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (!result.success) throw invalid(issuesOf(result.error));
  return result.data;
}

export function issuesOf(error: z.ZodError): Issue[] {
  return error.issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
}
