import { type ById, queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { stopRun } from '@/lib/server/runs/stop.ts';

export const dynamic = 'force-dynamic';

export const POST = (request: Request, { params }: ById) =>
  respond(async (ctx) => stopRun({ ctx, input: { ...(await params), query: queryOf(request) } }));
