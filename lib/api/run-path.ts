/** Where the API has a run. */
export const runPath = (id: string): string => `/api/runs/${encodeURIComponent(id)}`;
