import { Problem } from '@/lib/server/errors.ts';
import { respond } from '@/lib/server/http/respond.ts';

export const dynamic = 'force-dynamic';

/** Whatever no other route answers: an ApiError as everywhere in the API, instead of a page. */
const nothingHere = (request: Request) =>
  respond(() => {
    throw new Problem('not-found', `There is no ${request.method} ${new URL(request.url).pathname}.`);
  });

export {
  nothingHere as DELETE,
  nothingHere as GET,
  nothingHere as PATCH,
  nothingHere as POST,
  nothingHere as PUT,
};
