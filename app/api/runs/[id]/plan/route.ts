import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { saveAppliedPlan } from '@/lib/server/runs/steer.ts';

export const dynamic = 'force-dynamic';

export const POST = (_request: Request, { params }: ById) =>
  respond(async (ctx) => saveAppliedPlan({ ctx, input: await params }), 201);
