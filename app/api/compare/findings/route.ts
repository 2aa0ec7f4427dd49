import { compareFindings } from '@/lib/server/findings/compare-findings.ts';
import { queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request) => respond((ctx) => compareFindings({ ctx, input: queryOf(request) }));
