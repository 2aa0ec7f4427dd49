import { respond } from '@/lib/server/http/respond.ts';

export const dynamic = 'force-dynamic';

export const GET = () =>
  respond(({ version, startedAt }) => ({
    status: 'ok',
    version,
    uptimeSeconds: Math.round((Date.now() - startedAt) / 1000),
  }));
