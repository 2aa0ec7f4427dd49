import { type ById, queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { deletePlan } from '@/lib/server/plans/delete.ts';
import { getPlan } from '@/lib/server/plans/get.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request, { params }: ById) =>
  respond(async (ctx) => {
    const { id } = await params;
    return getPlan({ ctx, input: { id, versionId: queryOf(request).versionId } });
  });

export const DELETE = (_request: Request, { params }: ById) =>
  respond(async (ctx) => deletePlan({ ctx, input: await params }));
