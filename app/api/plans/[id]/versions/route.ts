import { readJson } from '@/lib/server/http/read-body.ts';
import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { savePlanVersion } from '@/lib/server/plans/save-version.ts';

export const dynamic = 'force-dynamic';

export const POST = (request: Request, { params }: ById) =>
  respond(async (ctx) => {
    const { id: planId } = await params;
    return savePlanVersion({ ctx, input: { planId, body: await readJson(request) } });
  });
