import { z } from 'zod';
import { HostOverrides, ResolvePolicy } from './host-override.ts';

const Path = z
  .string()
  .min(1)
  .max(500)
  .regex(
    /^(?!\/)(?!.*(^|\/)\.\.(\/|$))[^\\]+$/,
    'must be a path within the folder of the script, such as lib/shop.js',
  );

/** Which of the addresses of a name a connection goes to; k6's words. */
export const ResolvedAddresses = z.strictObject({
  ttl: ResolvePolicy.optional().describe("How long an answer holds; the environment's when left out."),
  select: z.enum(['first', 'random', 'roundRobin']).default('random').describe('Which of several addresses.'),
  policy: z
    .enum(['preferIPv4', 'preferIPv6', 'onlyIPv4', 'onlyIPv6', 'any'])
    .default('preferIPv4')
    .describe('Which kind of address.'),
});
export type ResolvedAddresses = z.output<typeof ResolvedAddresses>;

const shownCertificate = {
  certificate: z.string().max(200_000).describe('PEM.'),
  key: z.string().max(200_000).describe('Its private key, PEM.'),
  passphrase: z.string().max(1000),
};

/** A certificate that this side shows. */
export const ClientCertificate = z.strictObject({
  ...shownCertificate,
  domains: z
    .array(z.string().max(255))
    .max(100)
    .default([])
    .describe('The targets that get to see it, such as `*.example.com`; all of them when there are none.'),
});
export type ClientCertificate = z.output<typeof ClientCertificate>;

/** Options of a script that say how its requests are made; the load itself is in the scenarios. */
export const ScriptSettings = z
  .strictObject({
    userAgent: z
      .string()
      .max(1000)
      .default('Rehearsal (load test)')
      .describe('Sent unless a request says another.'),
    maxRedirects: z.int().min(0).max(100).default(10).describe('How many redirects a request follows.'),
    batch: z.int().min(1).max(1000).default(20).describe('Requests of one `http.batch()` at once.'),
    batchPerHost: z.int().min(0).max(1000).default(6).describe('The same for one host; 0 is no limit.'),
    discardResponseBodies: z
      .boolean()
      .default(false)
      .describe('Bodies are not kept unless a request asks for it.'),
    throw: z.boolean().default(false).describe('A request that fails throws an error in the script.'),
    noCookiesReset: z
      .boolean()
      .default(false)
      .describe('A VU keeps its cookies from one iteration to the next.'),
    summaryTrendStats: z
      .array(z.string().max(20))
      .max(30)
      .default(['avg', 'min', 'med', 'max', 'p(90)', 'p(95)'])
      .describe('What the summary says of trends.'),
    summaryTimeUnit: z
      .enum(['s', 'ms', 'us'])
      .optional()
      .describe('Unit of times in the summary; what fits best when left out.'),
    tags: z.record(z.string().max(200), z.string().max(2000)).default({}).describe('Tags of everything.'),
    hosts: HostOverrides.default({}).describe(
      'Names and the addresses that stand for them. Those of the environment go first.',
    ),
    insecureSkipTLSVerify: z
      .boolean()
      .default(false)
      .describe('Certificates of targets are not checked: anybody can answer for them.'),
    noConnectionReuse: z.boolean().default(false).describe('Every request makes a connection of its own.'),
    noVUConnectionReuse: z.boolean().default(false).describe('Every iteration makes new connections.'),
    rps: z
      .number()
      .min(0)
      .default(0)
      .describe("Most requests per second of all VUs together; 0 is no limit but the environment's."),
    tlsAuth: z
      .union([
        z.array(ClientCertificate).max(20),
        // As plans were stored that could have one alone.
        z.strictObject(shownCertificate).transform((one): ClientCertificate[] => [{ ...one, domains: [] }]),
      ])
      .default([])
      .describe('The certificates that this side shows.'),
    dns: ResolvedAddresses.optional().describe('How names are looked up.'),
    systemTags: z
      .array(z.string().max(50))
      .max(50)
      .optional()
      .describe("Tags that samples get by themselves; k6's usual ones when left out."),
    httpDebug: z
      .enum(['headers', 'full'])
      .optional()
      .describe('Requests and responses are written to the console: their headers, or all of them.'),
  })
  .meta({ title: 'settings of a script', description: 'Options of a script that are not about the load.' });
export type ScriptSettings = z.output<typeof ScriptSettings>;

export const ScriptFile = z
  .union([
    z.strictObject({ text: z.string().max(20_000_000) }),
    z.strictObject({ base64: z.base64().max(40_000_000).describe('Bytes that are no text.') }),
  ])
  .meta({ title: 'file of a script', description: 'Its text, or its bytes.' });
export type ScriptFile = z.output<typeof ScriptFile>;

/** A k6 script with all that it imports and opens. */
export const Script = z
  .strictObject({
    entry: Path.describe('The file that holds the functions that scenarios run.'),
    files: z.record(Path, ScriptFile).describe('All files of the script, by path.'),
    settings: ScriptSettings.prefault({}),
    options: z
      .string()
      .max(1_000_000)
      .default('{}')
      .describe('The options that the script exports, as JSON.'),
    metrics: z
      .record(
        z.string().max(200),
        z.strictObject({ kind: z.enum(['counter', 'gauge', 'rate', 'trend']), isTime: z.boolean() }),
      )
      .default({})
      .describe('The metrics that the script declares, by name.'),
    exports: z.array(z.string().max(200)).max(1000).default([]).describe('What the script exports.'),
  })
  .meta({ title: 'script', description: 'A k6 script that scenarios run instead of steps.' });
export type Script = z.output<typeof Script>;

/** What a scenario runs of the script. */
export const ScenarioScript = z
  .strictObject({
    exec: z
      .string()
      .min(1)
      .max(200)
      .default('default')
      .describe('The exported function that is one iteration.'),
    env: z.record(z.string().max(200), z.string().max(10_000)).default({}).describe('Added to `__ENV`.'),
    tags: z.record(z.string().max(200), z.string().max(2000)).default({}).describe('Tags of this scenario.'),
  })
  .meta({ title: 'script of a scenario', description: 'Runs a function of the script of the plan.' });
export type ScenarioScript = z.output<typeof ScenarioScript>;
