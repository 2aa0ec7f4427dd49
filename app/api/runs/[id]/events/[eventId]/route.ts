import { respond } from '@/lib/server/http/respond.ts';
import { removeNote } from '@/lib/server/runs/annotate.ts';

export const dynamic = 'force-dynamic';

type ByEvent = { params: Promise<{ id: string; eventId: string }> };

export const DELETE = (_request: Request, { params }: ByEvent) =>
  respond(async (ctx) => removeNote({ ctx, input: await params }));
