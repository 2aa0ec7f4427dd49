import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { getLaunch } from '@/lib/server/launches/get.ts';

export const dynamic = 'force-dynamic';

export const GET = (_: Request, { params }: ById) =>
  respond(async (ctx) => getLaunch({ ctx, input: await params }));
