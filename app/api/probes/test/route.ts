import { readJson } from '@/lib/server/http/read-body.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { tryProbe } from '@/lib/server/probes/try-probe.ts';

export const dynamic = 'force-dynamic';

export const POST = (request: Request) =>
  respond(async (ctx) => tryProbe({ ctx, input: await readJson(request) }));
