import { queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { getGate } from '@/lib/server/runs/reports.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request) => respond((ctx) => getGate({ ctx, input: queryOf(request) }));
