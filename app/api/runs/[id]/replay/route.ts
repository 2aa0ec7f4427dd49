import { readJson } from '@/lib/server/http/read-body.ts';
import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { replayIteration } from '@/lib/server/runs/replay-iteration.ts';

export const dynamic = 'force-dynamic';

export const POST = (request: Request, { params }: ById) =>
  respond(async (ctx) =>
    replayIteration({ ctx, input: { ...(await params), body: await readJson(request) } }),
  );
