import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { duplicatePlan } from '@/lib/server/plans/duplicate.ts';

export const dynamic = 'force-dynamic';

export const POST = (_request: Request, { params }: ById) =>
  respond(async (ctx) => duplicatePlan({ ctx, input: await params }), 201);
