import { listSearches } from '@/lib/server/capacity/list.ts';
import { startSearch } from '@/lib/server/capacity/start.ts';
import { readJson } from '@/lib/server/http/read-body.ts';
import { queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request) => respond((ctx) => listSearches({ ctx, input: queryOf(request) }));

export const POST = (request: Request) =>
  respond(async (ctx) => startSearch({ ctx, input: await readJson(request) }), 201);
