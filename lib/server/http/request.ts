/** What Next hands to a route below `[id]`. */
export type ById = { params: Promise<{ id: string }> };

/** The query of a request; what is empty counts as left out, as forms send it. */
export function queryOf(request: Request): Record<string, string | undefined> {
  return Object.fromEntries([...new URL(request.url).searchParams].filter(([, value]) => value !== ''));
}

/** A text to be saved as a file, never shown as a page. `fileName` holds plain ASCII without quotes. */
export function fileResponse(fileName: string, text: string, type: string): Response {
  return new Response(text, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  });
}
