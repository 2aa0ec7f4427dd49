import { type ById, queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { getDetectable } from '@/lib/server/plans/detectable.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request, { params }: ById) =>
  respond(async (ctx) => getDetectable({ ctx, input: { ...queryOf(request), ...(await params) } }));
