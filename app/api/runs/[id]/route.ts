import { readJson } from '@/lib/server/http/read-body.ts';
import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { deleteRun } from '@/lib/server/runs/delete.ts';
import { editRun } from '@/lib/server/runs/edit.ts';
import { getRun } from '@/lib/server/runs/get.ts';

export const dynamic = 'force-dynamic';

export const GET = (_request: Request, { params }: ById) =>
  respond(async (ctx) => getRun({ ctx, input: await params }));

export const PATCH = (request: Request, { params }: ById) =>
  respond(async (ctx) => {
    const { id } = await params;
    return editRun({ ctx, input: { id, body: await readJson(request) } });
  });

export const DELETE = (_request: Request, { params }: ById) =>
  respond(async (ctx) => deleteRun({ ctx, input: await params }));
