import { openApiDocument } from '@/lib/api/openapi.ts';
import { respond } from '@/lib/server/http/respond.ts';

export const dynamic = 'force-dynamic';

export const GET = () => respond(({ version }) => openApiDocument(version));
