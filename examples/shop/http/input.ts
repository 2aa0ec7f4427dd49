import type { Context } from 'hono';
import { z } from 'zod';
import { RequestError } from './errors.ts';

/** A whole number from 1, as it is written in a path or a query. */
export const positive = z.coerce
  .number('write a whole number from 1')
  .int('write a whole number from 1')
  .min(1, 'write a whole number from 1');

/** Parses what a client sent. Throws a 400 that names everything wrong with it. */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  throw new RequestError(400, `the ${what} is not valid: ${problems.join('; ')}`, problems);
}

/** The JSON body, parsed. An empty body counts as `{}`. */
export async function parseBody<Schema extends z.ZodType>(
  c: Context,
  schema: Schema,
): Promise<z.output<Schema>> {
  const text = await c.req.text();
  let value: unknown;
  try {
    value = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new RequestError(400, 'the body is not JSON: send an object with Content-Type: application/json');
  }
  return parse(schema, value, 'body');
}

/** The `:id` of the path. */
export function idOf(c: Context): number {
  return parse(z.object({ id: positive }), { id: c.req.param('id') }, 'address').id;
}
