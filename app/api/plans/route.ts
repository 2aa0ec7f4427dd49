import { readJson } from '@/lib/server/http/read-body.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { createPlan } from '@/lib/server/plans/create.ts';
import { listPlans } from '@/lib/server/plans/list.ts';

export const dynamic = 'force-dynamic';

export const GET = () => respond((ctx) => listPlans({ ctx }));

export const POST = (request: Request) =>
  respond(async (ctx) => createPlan({ ctx, input: await readJson(request) }), 201);
