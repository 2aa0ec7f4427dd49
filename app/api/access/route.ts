import { respond } from '@/lib/server/http/respond.ts';
import { getAccess } from '@/lib/server/tokens/access.ts';

export const dynamic = 'force-dynamic';

export const GET = ({ headers }: Request) =>
  respond((ctx) => getAccess({ ctx, input: headers.get('authorization') }));
