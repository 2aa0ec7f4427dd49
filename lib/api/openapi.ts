import { z } from 'zod';
import { ApiError } from './api-error.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { scopeFor } from './scopes.ts';

/** The API described by the very schemas that parse what it is asked and what it answers (OpenAPI 3.1). */
export function openApiDocument(version: string) {
  const schemas = new Schemas();
  const problem = {
    description: 'Why not',
    content: { 'application/json': { schema: schemas.of(ApiError, 'output') } },
  };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) {
    const { method, path, summary, body, answer, status = answer ? 200 : 204 } = operation;
    paths[path] = {
      ...paths[path],
      [method]: {
        summary,
        operationId: `${method} ${path}`
          .replace(/^(\w+) \/api\//, '$1-')
          .replaceAll(/[/{}.]+/g, '-')
          .replace(/-$/, ''),
        // Without a token everything is allowed where none is wanted.
        security: [{ token: [scopeFor(method.toUpperCase(), path)] }, {}],
        parameters: parametersOf(operation),
        ...(body && { requestBody: { required: true, content: contentOf(body, 'input', schemas) } }),
        responses: {
          [status]: {
            description: summary,
            ...(answer && { content: contentOf(answer, 'output', schemas) }),
          },
          default: problem,
        },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Rehearsal', version },
    paths,
    components: {
      schemas: schemas.all,
      securitySchemes: {
        token: {
          ...{ type: 'http', scheme: 'bearer' },
          description: 'Of the page /tokens, with a scope: `read`, `run` (and read), `admin` (everything).',
        },
      },
    },
  };
}

type Io = 'input' | 'output';

function contentOf(what: NonNullable<Operation['answer']>, io: Io, schemas: Schemas) {
  return what instanceof z.ZodType
    ? { 'application/json': { schema: schemas.of(what, io) } }
    : Object.fromEntries([what].flat().map((media) => [media, {}]));
}

function parametersOf({ path, query }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true },
    schema: { type: 'string' },
  }));
  if (!query) return inPath;
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input', unrepresentable: 'any' });
  return [
    ...inPath,
    ...Object.entries(properties).map(([name, schema]) => ({
      ...{ name, in: 'query', required: required.includes(name), schema },
    })),
  ];
}

/** Schemas with a place of their own in the document, since those that contain themselves refer to it. */
class Schemas {
  readonly all: Record<string, unknown> = {};
  private readonly places = new Map<z.ZodType, Partial<Record<Io, string>>>();

  of(schema: z.ZodType, io: Io): { $ref: string } {
    const known = this.places.get(schema) ?? {};
    this.places.set(schema, known);
    const name = known[io] ?? `Schema${Object.keys(this.all).length + 1}`;
    if (!known[io]) {
      known[io] = name;
      const made = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
      this.all[name] = JSON.parse(
        JSON.stringify(made).replaceAll('"$ref":"#', `"$ref":"#/components/schemas/${name}`),
      );
    }
    return { $ref: `#/components/schemas/${name}` };
  }
}
