import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { estimateRunSet } from '@/lib/server/run-sets/estimates.ts';

export const dynamic = 'force-dynamic';

export const GET = (_request: Request, { params }: ById) =>
  respond(async (ctx) => estimateRunSet({ ctx, input: await params }));
