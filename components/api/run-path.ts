/** Where the API has a run: for the page that asks ahead on the server, and for all that ask in the browser. */
export const runPath = (id: string): string => `/api/runs/${encodeURIComponent(id)}`;
