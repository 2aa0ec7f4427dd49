import { readJson } from '@/lib/server/http/read-body.ts';
import { queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { createRunSet } from '@/lib/server/run-sets/create.ts';
import { listRunSets } from '@/lib/server/run-sets/list.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request) => respond((ctx) => listRunSets({ ctx, input: queryOf(request) }));

export const POST = (request: Request) =>
  respond(async (ctx) => createRunSet({ ctx, input: await readJson(request) }), 201);
