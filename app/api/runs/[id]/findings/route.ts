import { getRunFindings } from '@/lib/server/findings/run-findings.ts';
import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';

export const dynamic = 'force-dynamic';

export const GET = (_request: Request, { params }: ById) =>
  respond(async (ctx) => getRunFindings({ ctx, input: await params }));
