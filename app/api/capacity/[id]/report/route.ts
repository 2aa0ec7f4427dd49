import { getSearchReport } from '@/lib/server/capacity/report.ts';
import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';

export const dynamic = 'force-dynamic';

export const GET = (_: Request, { params }: ById) =>
  respond(async (ctx) => getSearchReport({ ctx, input: await params }));
