import { readJson } from '@/lib/server/http/read-body.ts';
import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { repeatRunSet } from '@/lib/server/run-sets/again.ts';

export const dynamic = 'force-dynamic';

export const POST = (request: Request, { params }: ById) =>
  respond(
    async (ctx) => repeatRunSet({ ctx, input: { ...(await params), body: await readJson(request) } }),
    201,
  );
