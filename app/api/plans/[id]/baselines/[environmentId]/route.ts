import { pinBaseline, unpinBaseline } from '@/lib/server/baselines/baselines.ts';
import { readJson } from '@/lib/server/http/read-body.ts';
import { respond } from '@/lib/server/http/respond.ts';

export const dynamic = 'force-dynamic';

type Place = { params: Promise<{ id: string; environmentId: string }> };

export const PUT = (request: Request, { params }: Place) =>
  respond(async (ctx) => pinBaseline({ ctx, input: { ...(await params), body: await readJson(request) } }));

export const DELETE = (_request: Request, { params }: Place) =>
  respond(async (ctx) => unpinBaseline({ ctx, input: await params }));
