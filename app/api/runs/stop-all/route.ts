import { respond } from '@/lib/server/http/respond.ts';
import { stopAllRuns } from '@/lib/server/runs/stop-all.ts';

export const dynamic = 'force-dynamic';

export const POST = () => respond((ctx) => stopAllRuns({ ctx }));
