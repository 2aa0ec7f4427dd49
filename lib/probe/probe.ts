import { z } from 'zod';
import { parseDuration } from '../plan/duration.ts';
import { QUERY_LINE } from './prometheus/query-line.ts';

/** What can be observed of a target while load goes to it. */

const SHORTEST_MS = 1_000;
const LONGEST_MS = 60_000;

const ProbeName = z
  .string()
  .trim()
  .min(1, 'needs a name')
  .max(60)
  .describe('How its charts and findings call it.');

const Every = z
  .string()
  .refine(
    (text) => {
      const ms = parseDuration(text);
      return ms !== undefined && ms >= SHORTEST_MS && ms <= LONGEST_MS;
    },
    { message: 'must be 1s to 60s, such as 2s' },
  )
  .default('2s')
  .describe('How often it is asked: `1s` to `60s`.');

/** A header in one line, so that it can be a placeholder of a secret as a whole. */
const Authorization = z
  .string()
  .max(2000)
  .default('')
  .describe(
    'The header `authorization`, best with a placeholder that names a secret: `Bearer {{metricsToken}}`.',
  );

export const PrometheusProbe = z
  .strictObject({
    type: z.literal('prometheus'),
    name: ProbeName,
    url: z
      .string()
      .min(1, 'needs an address')
      .max(2000)
      .describe('A page of metrics: a path such as `/metrics`, or an address of an allowed host.'),
    every: Every,
    authorization: Authorization,
    metrics: z
      .array(
        z
          .string()
          .max(500)
          .regex(
            /^[a-zA-Z_:][a-zA-Z0-9_:]*(\{.*\})?$/,
            'must be a metric such as queue_length{queue="orders"}',
          ),
      )
      .max(50)
      .default([])
      .describe(
        'Metrics of your own to watch beside those that are known: `queue_length{queue="orders"}`. All series that carry the labels are summed up; counters become rates.',
      ),
  })
  .meta({ title: 'prometheus probe', description: 'A page of metrics in the form of Prometheus.' });

export const PrometheusServerProbe = z
  .strictObject({
    type: z.literal('prometheus-server'),
    name: ProbeName,
    url: z
      .string()
      .min(1, 'needs an address')
      .max(2000)
      .describe(
        'Where the server answers: `http://prometheus.example.com:9090`. It must be an allowed host.',
      ),
    every: Every,
    authorization: Authorization,
    queries: z
      .array(
        z
          .string()
          .max(2000)
          .regex(
            QUERY_LINE,
            'must be a name and a query, such as CPU [cores] = sum(rate(process_cpu_seconds_total[1m])); units are seconds, bytes, bytes-per-second, per-second, cores, share, count',
          ),
      )
      .min(1, 'needs a query')
      .max(30)
      .describe(
        'What is asked, each a name, a unit in brackets and a query: `CPU [cores] = sum(rate(process_cpu_seconds_total[1m]))`. Without a unit it is a count.',
      ),
  })
  .meta({ title: 'prometheus server probe', description: 'Queries (PromQL) to a server of Prometheus.' });

export const HostProbe = z.strictObject({ type: z.literal('host'), name: ProbeName, every: Every }).meta({
  title: 'host probe',
  description:
    'CPU, memory, load and sockets of the machine on which Rehearsal itself runs (Linux): of use when the target is on it too. Other machines are watched through node_exporter.',
});

const HostName = z
  .string()
  .min(1, 'needs a host')
  .max(255)
  .regex(
    /^([a-zA-Z0-9.-]+|\[[0-9a-f:]+\])$/,
    'must be a name or an address such as db.example.com or 10.0.0.5',
  )
  .describe('Where it is: a name or an address. It must be an allowed host.');

const port = (usual: number) => z.int().min(1).max(65_535).default(usual).describe('Its port.');

const Password = z
  .string()
  .max(1000)
  .regex(
    /^$|^\{\{[A-Za-z_][A-Za-z0-9_-]*\}\}$/,
    'must be a placeholder such as {{dbPassword}}; put the password itself into a secret of that name',
  )
  .default('')
  .describe('A placeholder that names a secret, such as `{{dbPassword}}`.');

const Tls = z
  .boolean()
  .default(false)
  .describe('Whether it is spoken to over TLS, checked as the environment says.');

export const PostgresProbe = z
  .strictObject({
    type: z.literal('postgres'),
    name: ProbeName,
    every: Every,
    host: HostName,
    port: port(5432),
    database: z.string().min(1, 'needs a database').max(100).describe('The database that is looked at.'),
    user: z
      .string()
      .min(1, 'needs a user')
      .max(100)
      .describe('Best a role that has pg_monitor and may do nothing else.'),
    password: Password,
    tls: Tls,
  })
  .meta({
    title: 'postgres probe',
    description:
      'PostgreSQL, through one connection that only reads: connections, locks, cache, tables, and statements where pg_stat_statements is there.',
  });

export const RedisProbe = z
  .strictObject({
    type: z.literal('redis'),
    name: ProbeName,
    every: Every,
    host: HostName,
    port: port(6379),
    user: z.string().max(100).default('').describe('Of an access list; empty for none.'),
    password: Password,
    tls: Tls,
  })
  .meta({
    title: 'redis probe',
    description: 'Redis and what speaks like it: INFO, through one connection.',
  });

export const Probe = z.discriminatedUnion('type', [
  PrometheusProbe,
  PrometheusServerProbe,
  PostgresProbe,
  RedisProbe,
  HostProbe,
]);
export type Probe = z.output<typeof Probe>;
export type ProbeType = Probe['type'];

export const MAX_PROBES = 10;

export const Probes = z
  .array(Probe)
  .max(MAX_PROBES)
  .superRefine((probes, context) => {
    const names = probes.map(({ name }) => name);
    for (const [index, name] of names.entries())
      if (names.indexOf(name) < index)
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          message: `"${name}" is the name of two probes; give one of them another`,
        });
  });
