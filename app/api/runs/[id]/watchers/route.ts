import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { listWatchers } from '@/lib/server/runs/watchers.ts';

export const dynamic = 'force-dynamic';

export const GET = (_request: Request, { params }: ById) =>
  respond(async (ctx) => listWatchers({ ctx, input: await params }));
