import { readJson } from '@/lib/server/http/read-body.ts';
import { queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { listLaunches } from '@/lib/server/launches/list.ts';
import { startLaunch } from '@/lib/server/launches/start.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request) => respond((ctx) => listLaunches({ ctx, input: queryOf(request) }));

export const POST = (request: Request) =>
  respond(async (ctx) => startLaunch({ ctx, input: await readJson(request) }), 201);
