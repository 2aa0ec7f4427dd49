import { queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { estimateTwoRuns } from '@/lib/server/runs/estimates.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request) => respond((ctx) => estimateTwoRuns({ ctx, input: queryOf(request) }));
