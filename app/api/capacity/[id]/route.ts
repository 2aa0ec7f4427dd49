import { getSearch } from '@/lib/server/capacity/get.ts';
import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';

export const dynamic = 'force-dynamic';

export const GET = (_: Request, { params }: ById) =>
  respond(async (ctx) => getSearch({ ctx, input: await params }));
