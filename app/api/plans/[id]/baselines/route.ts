import { listBaselines } from '@/lib/server/baselines/baselines.ts';
import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';

export const dynamic = 'force-dynamic';

export const GET = (_request: Request, { params }: ById) =>
  respond(async (ctx) => listBaselines({ ctx, input: await params }));
