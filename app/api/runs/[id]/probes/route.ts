import { type ById, queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { getRunProbes } from '@/lib/server/probes/run-probes.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request, { params }: ById) =>
  respond(async (ctx) => getRunProbes({ ctx, input: { id: (await params).id, query: queryOf(request) } }));
