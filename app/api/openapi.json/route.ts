import { openApiDocument } from '@/lib/api/openapi.ts';
import { respond } from '@/lib/server/http/respond.ts';

export const dynamic = 'force-dynamic';

/** Made of all schemas once: that takes a moment. */
let made: ReturnType<typeof openApiDocument> | undefined;

export const GET = () =>
  respond(({ version }) => {
    made ??= openApiDocument(version);
    return made;
  });
