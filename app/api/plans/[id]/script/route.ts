import { type ById, queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { exportScript } from '@/lib/server/scripts/export.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request, { params }: ById) =>
  respond(async (ctx) => {
    const { id } = await params;
    const input = { id, versionId: queryOf(request).versionId };
    const { name, type, bytes } = await exportScript({ ctx, input });
    return new Response(bytes, {
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      },
    });
  });
