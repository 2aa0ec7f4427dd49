import { createEnvironment } from '@/lib/server/environments/create.ts';
import { listEnvironments } from '@/lib/server/environments/list.ts';
import { readJson } from '@/lib/server/http/read-body.ts';
import { respond } from '@/lib/server/http/respond.ts';

export const dynamic = 'force-dynamic';

export const GET = () => respond((ctx) => listEnvironments({ ctx }));

export const POST = (request: Request) =>
  respond(async (ctx) => createEnvironment({ ctx, input: await readJson(request) }), 201);
