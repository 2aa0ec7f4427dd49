import { readJson } from '@/lib/server/http/read-body.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { inspectScript } from '@/lib/server/scripts/inspect.ts';

export const dynamic = 'force-dynamic';

export const POST = (request: Request) =>
  respond(async (ctx) => inspectScript({ ctx, input: await readJson(request) }));
