import { queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { compareEnvironments } from '@/lib/server/runs/compare-environments.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request) =>
  respond((ctx) => compareEnvironments({ ctx, input: queryOf(request) }));
