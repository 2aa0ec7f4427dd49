import { queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { getTrends } from '@/lib/server/trends/get.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request) => respond((ctx) => getTrends({ ctx, input: queryOf(request) }));
