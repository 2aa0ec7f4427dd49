import { type ById, queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { getLoadLevels } from '@/lib/server/runs/window.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request, { params }: ById) =>
  respond(async (ctx) => getLoadLevels({ ctx, input: { id: (await params).id, query: queryOf(request) } }));
