import type { Plan } from '../plan/plan.ts';
import { medianOf, type Observed, valuesOf } from './observed.ts';
import { requestsOfRoute } from './route-requests.ts';

/** Of the queries of one request: how many there are, and what all of them together take. */
export type DatabaseTime = {
  queries: number;
  /** As long as a query usually takes. Milliseconds. */
  usualMs: number;
  /** If all of them were of the slowest kind. Milliseconds. */
  mostMs: number;
};

/** null where nobody counts the queries of a request of this name. */
export function databaseTime(name: string, plan: Plan, observed: Observed): DatabaseTime | null {
  const perRequest = observed
    .all('queries-per-request')
    .find(({ series }) => requestsOfRoute(plan, series.of).includes(name));
  if (!perRequest) return null;
  const queries = medianOf(valuesOf(perRequest));
  const each = observed
    .all('query-mean')
    .filter(({ probe }) => probe === perRequest.probe)
    .map((curve) => medianOf(valuesOf(curve)) * 1000);
  return { queries, usualMs: queries * medianOf(each), mostMs: queries * Math.max(0, ...each) };
}
