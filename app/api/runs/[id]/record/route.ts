import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { exportRun } from '@/lib/server/runs/export.ts';

export const dynamic = 'force-dynamic';

export const GET = (_request: Request, { params }: ById) =>
  respond(async (ctx) => exportRun({ ctx, input: await params }));
