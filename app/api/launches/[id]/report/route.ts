import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { getLaunchReport } from '@/lib/server/launches/report.ts';

export const dynamic = 'force-dynamic';

export const GET = (_: Request, { params }: ById) =>
  respond(async (ctx) => getLaunchReport({ ctx, input: await params }));
