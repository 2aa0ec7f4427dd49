import { readJson } from '@/lib/server/http/read-body.ts';
import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { annotateRun, listEvents } from '@/lib/server/runs/annotate.ts';

export const dynamic = 'force-dynamic';

export const GET = (_request: Request, { params }: ById) =>
  respond(async (ctx) => listEvents({ ctx, input: await params }));

export const POST = (request: Request, { params }: ById) =>
  respond(
    async (ctx) => annotateRun({ ctx, input: { ...(await params), body: await readJson(request) } }),
    201,
  );
