import { type ById, fileResponse, queryOf } from '@/lib/server/http/request.ts';
import { respond } from '@/lib/server/http/respond.ts';
import { exportPlan } from '@/lib/server/plans/export.ts';

export const dynamic = 'force-dynamic';

export const GET = (request: Request, { params }: ById) =>
  respond(async (ctx) => {
    const { id } = await params;
    const { fileName, text } = await exportPlan({
      ctx,
      input: { id, versionId: queryOf(request).versionId },
    });
    return fileResponse(fileName, text, 'application/yaml');
  });
