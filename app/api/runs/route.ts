import { readJson } from '@/lib/server/http/read-body.ts';
import { queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { createRun } from '@/lib/server/runs/create.ts';
import { listRuns } from '@/lib/server/runs/list.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request) => respond((ctx) => listRuns({ ctx, input: queryOf(request) }));

export const POST = (request: Request) =>
  respond(async (ctx) => createRun({ ctx, input: await readJson(request) }), 201);
