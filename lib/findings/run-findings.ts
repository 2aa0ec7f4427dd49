import { z } from 'zod';
import { PROBE_ROLES, type ProbeRole } from '../probe/series.ts';
import { Finding } from './finding.ts';
import { findingsOf } from './findings-of.ts';
import type { RunEvidence } from './run-evidence.ts';

/** What was found in a run, and what could not be looked for. */
export const RunFindings = z.object({
  findings: z.array(Finding),
  /** What nobody could tell, and which probe would decide. */
  unseen: z.array(z.object({ what: z.string(), decidedBy: z.string() })),
  /** Where it was looked: what probes told, the most load, and the requests that were made. */
  looked: z.object({
    roles: z.array(z.enum(PROBE_ROLES)),
    vus: z.number(),
    requestsPerSecond: z.number(),
    requests: z.array(z.string()),
  }),
});
export type RunFindings = z.output<typeof RunFindings>;

type Need = { what: string; roles: readonly ProbeRole[]; decidedBy: string };

const NEEDS: readonly Need[] = [
  {
    what: 'N+1 queries',
    roles: ['queries-per-request'],
    decidedBy: 'a Prometheus probe with queries per request (db_queries_per_request)',
  },
  {
    what: 'Slow queries and missing indexes',
    roles: ['query-mean'],
    decidedBy: 'a Prometheus probe with the duration of queries (db_query_duration_seconds)',
  },
  {
    what: 'An exhausted connection pool',
    roles: ['pool-waiting'],
    decidedBy: 'a Prometheus probe with the pool (db_pool_*, HikariCP, PgBouncer)',
  },
  {
    what: 'Memory leaks',
    roles: ['heap-used', 'external-memory', 'resident-memory'],
    decidedBy: 'a Prometheus probe with the memory of the process, or cAdvisor',
  },
  {
    what: 'A blocked event loop',
    roles: ['event-loop-lag-max'],
    decidedBy:
      "a Prometheus probe with the event-loop lag (prom-client's defaults), where the target is Node.js",
  },
  {
    what: 'A saturated CPU',
    roles: ['host-cpu'],
    decidedBy: 'a probe of the machine: node_exporter, or this machine where the target is on it',
  },
  {
    what: 'Slow services behind the target',
    roles: ['client-mean'],
    decidedBy: 'a Prometheus probe with the calls that it makes (http_client_request_duration_seconds)',
  },
  { what: 'Locks in the database', roles: ['db-lock-waiting'], decidedBy: 'a PostgreSQL probe' },
  { what: 'A cache that is missed', roles: ['cache-hit'], decidedBy: 'a Redis probe' },
  {
    what: 'Garbage collection',
    roles: ['gc-share'],
    decidedBy: "a Prometheus probe of the runtime (prom-client's defaults, Micrometer, Go, .NET)",
  },
  {
    what: 'Packets that the network loses',
    roles: ['host-retransmits'],
    decidedBy: 'a probe of the machine: node_exporter, or this machine where the target is on it',
  },
];

export function runFindings(evidence: RunEvidence): RunFindings {
  const seen = new Set(evidence.probes.flatMap(({ series }) => series.map(({ role }) => role)));
  return {
    findings: findingsOf(evidence),
    unseen: NEEDS.filter(({ roles }) => !roles.some((role) => seen.has(role))).map(({ what, decidedBy }) => ({
      what,
      decidedBy,
    })),
    looked: {
      roles: [...seen].flatMap((role) => role ?? []),
      vus: Math.max(0, ...evidence.points.map(({ vus }) => vus)),
      requestsPerSecond: Math.max(0, ...evidence.points.map(({ requests, seconds }) => requests / seconds)),
      requests: [...new Set(evidence.summary.requests.map(({ name }) => name))],
    },
  };
}

/** Of a run that has not begun. */
export const NOTHING_LOOKED_AT: RunFindings = {
  findings: [],
  unseen: [],
  looked: { roles: [], vus: 0, requestsPerSecond: 0, requests: [] },
};
