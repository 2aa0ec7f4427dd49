import { z } from 'zod';
import { didYouMean } from '../../nearest/nearest-name.ts';
import { formatDuration, parseDuration } from '../../plan/duration.ts';
import { SYSTEM_TAGS } from '../system-tags.ts';

/** Numbers are milliseconds and texts k6's durations. */
const Time = z
  .union([z.number().min(0), z.string()], {
    error: ({ input }) =>
      input === undefined ? 'is missing; write for example "30s"' : 'must be a duration, for example "30s"',
  })
  .transform((value, context) => {
    if (typeof value === 'number') return formatDuration(value);
    const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) : parseDuration(value);
    if (ms !== undefined) return formatDuration(ms);
    context.addIssue({
      code: 'custom',
      message: `"${value}" is not a duration; write for example 30s or 1m30s`,
    });
    return z.NEVER;
  });

/** How long an answer of a look-up holds: milliseconds, k6's durations, or `inf`. */
const Ttl = z.union([z.number().min(0), z.string()]).transform((value, context) => {
  if (value === 'inf') return 'once';
  const ms = typeof value === 'number' || /^\d+(\.\d+)?$/.test(value) ? Number(value) : parseDuration(value);
  if (ms === 0) return 'per-connection';
  if (ms !== undefined) return formatDuration(ms);
  context.addIssue({
    code: 'custom',
    message: `"${value}" is not a duration; write for example 5m, 0 or inf`,
  });
  return z.NEVER;
});

const unknownTags = (tags: readonly unknown[]): string => {
  const unknown = tags.map(String).filter((tag) => !SYSTEM_TAGS.includes(tag));
  return `there is no system tag ${unknown.map((tag) => `"${tag}"${didYouMean(tag, SYSTEM_TAGS)}`).join(', ')}; there are ${SYSTEM_TAGS.join(', ')}`;
};

const Stages = z.array(z.strictObject({ duration: Time, target: z.number().min(0) }));
const Texts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));

const common = {
  startTime: Time.optional(),
  gracefulStop: Time.optional(),
  exec: z.string().optional(),
  env: Texts.optional(),
  tags: Texts.optional(),
  options: z
    .undefined({ error: 'options of a scenario are for k6/browser, which is not supported; take them out' })
    .optional(),
};
const vus = z.int().min(1).optional();
const arrival = {
  timeUnit: Time.optional(),
  preAllocatedVUs: z.int().min(0),
  maxVUs: z.int().min(1).optional(),
};

export const K6Scenario = z.discriminatedUnion('executor', [
  z.strictObject({
    executor: z.literal('shared-iterations'),
    vus,
    iterations: z.int().min(1).optional(),
    maxDuration: Time.optional(),
    ...common,
  }),
  z.strictObject({
    executor: z.literal('per-vu-iterations'),
    vus,
    iterations: z.int().min(1).optional(),
    maxDuration: Time.optional(),
    ...common,
  }),
  z.strictObject({ executor: z.literal('constant-vus'), vus, duration: Time, ...common }),
  z.strictObject({
    executor: z.literal('ramping-vus'),
    startVUs: z.int().min(0).optional(),
    stages: Stages,
    gracefulRampDown: Time.optional(),
    ...common,
  }),
  z.strictObject({
    executor: z.literal('constant-arrival-rate'),
    rate: z.number().min(0),
    duration: Time,
    ...arrival,
    ...common,
  }),
  z.strictObject({
    executor: z.literal('ramping-arrival-rate'),
    startRate: z.number().min(0).optional(),
    stages: Stages,
    ...arrival,
    ...common,
  }),
]);

const K6Threshold = z.union(
  [
    z.string(),
    z.strictObject({
      threshold: z.string(),
      abortOnFail: z.boolean().optional(),
      delayAbortEval: Time.optional(),
    }),
  ],
  {
    error:
      'must be a rule such as "p(95)<500", or { threshold: "p(95)<500", abortOnFail: true, delayAbortEval: "10s" }',
  },
);

/** Options that change what is sent and that we cannot do yet: refused, never ignored. */
export const REFUSED: Record<string, string> = {
  tlsCipherSuites: 'take it out',
  tlsVersion: 'take it out',
  blacklistIPs: 'allow hosts in the environment instead',
  blockHostnames: 'allow hosts in the environment instead',
  executionSegment: 'take it out; Rehearsal spreads the load over workers by itself',
  executionSegmentSequence: 'take it out; Rehearsal spreads the load over workers by itself',
  paused: 'take it out',
  minIterationDuration: 'end the iteration with sleep()',
  localIPs: 'take it out',
  noThresholds: 'take the thresholds out',
  noSetup: 'take setup() out',
  noTeardown: 'take teardown() out',
  handleSummaryTimeout: 'take it out; handleSummary() has two minutes',
  tlsAIAFetch: 'take it out',
};

/** Options that say how k6 itself works and shows its results; nothing here depends on them. */
export const IGNORED = [
  'noUsageReport',
  'linger',
  'ext',
  'cloud',
  'console',
  'noSummary',
  'vusMax',
  'metricSamplesBufferSize',
];

/** k6's options, as far as they are followed. */
export const Options = z.looseObject({
  vus: z.int().min(0).optional(),
  duration: Time.nullish(),
  iterations: z.int().min(1).nullish(),
  stages: Stages.nullish(),
  scenarios: z.record(z.string(), K6Scenario).optional(),
  thresholds: z
    .record(
      z.string(),
      z.preprocess((given) => (Array.isArray(given) ? given : [given]), z.array(K6Threshold)),
    )
    .optional(),
  tags: Texts.optional(),
  userAgent: z.string().optional(),
  maxRedirects: z.int().min(0).optional(),
  batch: z.int().min(1).optional(),
  batchPerHost: z.int().min(0).optional(),
  discardResponseBodies: z.boolean().optional(),
  throw: z.boolean().optional(),
  noCookiesReset: z.boolean().optional(),
  setupTimeout: Time.optional(),
  teardownTimeout: Time.optional(),
  summaryTrendStats: z
    .array(
      z.string().regex(/^(avg|min|med|max|count|p\((\d{1,2}(\.\d+)?|100)\))$/, {
        error: ({ input }) => `"${input}" is none of avg, min, med, max, count and p(N), such as p(99.9)`,
      }),
    )
    .optional(),
  summaryTimeUnit: z.enum(['s', 'ms', 'us', '']).optional(),
  hosts: z
    .record(z.string(), z.string())
    .transform((hosts) =>
      Object.fromEntries(
        Object.entries(hosts).map(([name, address]): [string, string[]] => [name.toLowerCase(), [address]]),
      ),
    )
    .optional(),
  insecureSkipTLSVerify: z.boolean().optional(),
  noConnectionReuse: z.boolean().optional(),
  noVUConnectionReuse: z.boolean().optional(),
  rps: z.number().min(0).nullish(),
  tlsAuth: z
    .array(
      z.strictObject({
        domains: z.array(z.string()).optional(),
        cert: z.string(),
        key: z.string(),
        password: z.string().nullish(),
      }),
    )
    .nullish(),
  dns: z
    .strictObject({
      ttl: Ttl.nullish(),
      select: z.enum(['first', 'random', 'roundRobin']).optional(),
      policy: z.enum(['preferIPv4', 'preferIPv6', 'onlyIPv4', 'onlyIPv6', 'any']).optional(),
    })
    .nullish(),
  systemTags: z
    .array(z.string())
    .refine((tags) => tags.every((tag) => SYSTEM_TAGS.includes(tag)), {
      error: ({ input }) => unknownTags(Array.isArray(input) ? input : []),
    })
    .nullish(),
  httpDebug: z
    .union([z.enum(['headers', 'full', '']), z.boolean()], { error: 'must be "headers" or "full"' })
    .nullish(),
});
export type Options = z.output<typeof Options>;
