import type { ById } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { revokeToken } from '@/lib/server/tokens/revoke.ts';

export const dynamic = 'force-dynamic';

export const DELETE = (_request: Request, { params }: ById) =>
  respond(async (ctx) => revokeToken({ ctx, input: await params }));
