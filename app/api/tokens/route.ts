import { readJson } from '@/lib/server/http/read-body.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { createToken } from '@/lib/server/tokens/create.ts';
import { listTokens } from '@/lib/server/tokens/list.ts';

export const dynamic = 'force-dynamic';

export const GET = () => respond((ctx) => listTokens({ ctx }));

export const POST = (request: Request) =>
  respond(async (ctx) => createToken({ ctx, input: await readJson(request) }), 201);
