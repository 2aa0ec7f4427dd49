import { deleteEnvironment } from '@/lib/server/environments/delete.ts';
import { getEnvironment } from '@/lib/server/environments/get.ts';
import { updateEnvironment } from '@/lib/server/environments/update.ts';
import { readJson } from '@/lib/server/http/read-body.ts';
import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';

export const dynamic = 'force-dynamic';

export const GET = (_request: Request, { params }: ById) =>
  respond(async (ctx) => getEnvironment({ ctx, input: await params }));

export const PUT = (request: Request, { params }: ById) =>
  respond(async (ctx) => {
    const { id } = await params;
    return updateEnvironment({ ctx, input: { id, body: await readJson(request) } });
  });

export const DELETE = (_request: Request, { params }: ById) =>
  respond(async (ctx) => deleteEnvironment({ ctx, input: await params }));
