import { z } from 'zod';
import { HostOverrides } from './host-override.ts';

const Path = z
  .string()
  .min(1)
  .max(500)
  .regex(
    /^(?!\/)(?!.*(^|\/)\.\.(\/|$))[^\\]+$/,
    'must be a path within the folder of the script, such as lib/shop.js',
  );

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
      .strictObject({
        certificate: z.string().max(200_000),
        key: z.string().max(200_000),
        passphrase: z.string().max(1000),
      })
      .optional()
      .describe('The certificate (PEM) that this side shows, and its private key.'),
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
