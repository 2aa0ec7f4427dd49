import { type ById, queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { getRetentionDue } from '@/lib/server/retention/due.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request, { params }: ById) =>
  respond(async (ctx) => getRetentionDue({ ctx, input: { ...(await params), query: queryOf(request) } }));
