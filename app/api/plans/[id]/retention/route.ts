import { readJson } from '@/lib/server/http/read-body.ts';
import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { getRetention } from '@/lib/server/retention/get.ts';
import { setRetention } from '@/lib/server/retention/set.ts';

export const dynamic = 'force-dynamic';

export const GET = (_: Request, { params }: ById) =>
  respond(async (ctx) => getRetention({ ctx, input: await params }));

export const PUT = (request: Request, { params }: ById) =>
  respond(async (ctx) => setRetention({ ctx, input: { ...(await params), body: await readJson(request) } }));
