import { queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { compareTwoRuns } from '@/lib/server/runs/compare.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request) => respond((ctx) => compareTwoRuns({ ctx, input: queryOf(request) }));
