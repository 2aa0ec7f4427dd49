import { z } from 'zod';
import { didYouMean } from '../nearest/nearest-name.ts';
import { formatDuration, parseDuration } from '../plan/duration.ts';
import { formatPath, parsePlan } from '../plan/parse-plan.ts';
import type { Plan, PlanInput } from '../plan/plan.ts';
import type { Script, ScriptFile } from '../plan/script.ts';
import type { ScriptProblem } from './problem.ts';

/** What looking at a script gave: its files, and what it exports. */
export type InspectedScript = {
  entry: string;
  files: Record<string, ScriptFile>;
  /** The options that it exports, as JSON; null when it exports none. */
  options: string | null;
  /** The metrics that it declares. */
  metrics: Script['metrics'];
  exports: string[];
};

type Scenario = PlanInput['scenarios'][number];
type Executor = Scenario['executor'];

export type PlanOfScript = { ok: true; plan: Plan } | { ok: false; problems: ScriptProblem[] };

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

const K6Scenario = z.discriminatedUnion('executor', [
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

const K6Threshold = z.union([
  z.string(),
  z.strictObject({
    threshold: z.string(),
    abortOnFail: z.boolean().optional(),
    delayAbortEval: Time.optional(),
  }),
]);

/** Options that change what is sent and that we cannot do yet: refused, never ignored. */
const REFUSED: Record<string, string> = {
  tlsCipherSuites: 'take it out',
  tlsVersion: 'take it out',
  blacklistIPs: 'allow hosts in the environment instead',
  blockHostnames: 'allow hosts in the environment instead',
  executionSegment: 'take it out; Rehearsal spreads the load over workers by itself',
  executionSegmentSequence: 'take it out; Rehearsal spreads the load over workers by itself',
  paused: 'take it out',
  minIterationDuration: 'end the iteration with sleep()',
  localIPs: 'take it out',
};

/** Options that say how k6 itself shows its results. */
const IGNORED = [
  'systemTags',
  'noUsageReport',
  'linger',
  'ext',
  'cloud',
  'dns',
  'console',
  'noThresholds',
  'noSummary',
];

const Options = z.looseObject({
  vus: z.int().min(0).optional(),
  duration: z.union([Time, z.null()]).optional(),
  iterations: z.union([z.int().min(1), z.null()]).optional(),
  stages: z.union([Stages, z.null()]).optional(),
  scenarios: z.record(z.string(), K6Scenario).optional(),
  thresholds: z
    .record(z.string(), z.union([z.array(K6Threshold), K6Threshold.transform((one) => [one])]))
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
        password: z.string().optional(),
      }),
    )
    .max(1, 'there can be one certificate for all targets; take out the others')
    .optional(),
  httpDebug: z.union([z.enum(['headers', 'full', '']), z.boolean()]).optional(),
});
type Options = z.output<typeof Options>;

/** The plan that a script asks for, with all that is wrong with its options. */
export function planOfScript(script: InspectedScript, name: string): PlanOfScript {
  const refuse = (problems: (string | Misfit)[]): PlanOfScript => ({
    ok: false,
    problems: problems.map((problem) => {
      const { message, path = [] } = typeof problem === 'string' ? { message: problem } : problem;
      return { file: script.entry, line: lineOfOption(script, path), message };
    }),
  });
  let raw: unknown;
  try {
    raw = JSON.parse(script.options ?? '{}');
  } catch {
    return refuse(['the options cannot be told as JSON']);
  }
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return refuse(['options must be an object: export const options = { … }']);
  const problems: Misfit[] = unknownOptions(raw);
  const read = Options.safeParse(raw);
  if (!read.success) problems.push(...read.error.issues.map(misfitOf));
  else problems.push(...execProblems(read.data, script.exports));
  if (problems.length > 0 || !read.success) return refuse(problems);
  const options = read.data;
  const parsedPlan = parsePlan(planInput(script, options, name));
  if (parsedPlan.ok) return { ok: true, plan: parsedPlan.plan };
  return refuse(
    parsedPlan.issues.map(({ path, message }) => ({
      message: `options: ${formatPath(path)}: ${message}`,
      path,
    })),
  );
}

function planInput(script: InspectedScript, options: Options, name: string): PlanInput {
  const { entry, files, metrics, exports } = script;
  const {
    userAgent,
    maxRedirects,
    batch,
    batchPerHost,
    discardResponseBodies,
    noCookiesReset,
    summaryTrendStats,
    tags,
  } = options;
  return {
    version: 1,
    name,
    setupInResults: true,
    setupTimeout: options.setupTimeout ?? '60s',
    teardownTimeout: options.teardownTimeout ?? '60s',
    scenarios: scenariosOf(options),
    script: {
      entry,
      files,
      options: script.options ?? '{}',
      metrics,
      exports,
      settings: {
        userAgent,
        maxRedirects,
        batch,
        batchPerHost,
        discardResponseBodies,
        throw: options.throw,
        noCookiesReset,
        summaryTrendStats,
        summaryTimeUnit: options.summaryTimeUnit || undefined,
        tags,
        hosts: options.hosts,
        insecureSkipTLSVerify: options.insecureSkipTLSVerify,
        noConnectionReuse: options.noConnectionReuse,
        noVUConnectionReuse: options.noVUConnectionReuse,
        rps: options.rps ?? undefined,
        tlsAuth: tlsAuthOf(options),
        httpDebug: debugOf(options),
      },
    },
    thresholds: Object.entries(options.thresholds ?? {}).flatMap(([metric, rules]) =>
      rules.map((rule) =>
        typeof rule === 'string'
          ? { metric, rule }
          : {
              metric,
              rule: rule.threshold,
              abortOnFail: rule.abortOnFail,
              delayAbortEval: rule.delayAbortEval,
            },
      ),
    ),
  };
}

function tlsAuthOf({ tlsAuth }: Options) {
  const [own] = tlsAuth ?? [];
  return own && { certificate: own.cert, key: own.key, passphrase: own.password ?? '' };
}

function debugOf({ httpDebug }: Options): 'headers' | 'full' | undefined {
  if (httpDebug === true) return 'headers';
  return httpDebug === false || httpDebug === '' ? undefined : httpDebug;
}

/** k6's short forms stand for one scenario called `default`. */
function scenariosOf(options: Options): Scenario[] {
  const one = (executor: Executor): Scenario[] => [{ name: 'default', executor, script: {} }];
  const { scenarios, stages, iterations, duration } = options;
  if (scenarios) return Object.entries(scenarios).map(([name, scenario]) => scenarioOf(name, scenario));
  const count = Math.max(1, options.vus ?? 1);
  if (iterations)
    return one({
      type: 'shared-iterations',
      vus: Math.min(count, iterations),
      iterations,
      maxDuration: duration ?? '10m',
    });
  if (duration) return one({ type: 'constant-vus', vus: count, duration });
  if (stages && stages.length > 0) return one({ type: 'ramping-vus', startVUs: options.vus ?? 1, stages });
  return one({ type: 'shared-iterations', vus: 1, iterations: 1 });
}

function scenarioOf(name: string, scenario: z.output<typeof K6Scenario>): Scenario {
  const { startTime, exec, env, tags } = scenario;
  return {
    name,
    startTime: startTime ?? '0s',
    executor: executorOf(scenario),
    script: { exec: exec ?? 'default', env: env ?? {}, tags: tags ?? {} },
  };
}

function executorOf(scenario: z.output<typeof K6Scenario>): Executor {
  const { gracefulStop } = scenario;
  switch (scenario.executor) {
    case 'shared-iterations':
    case 'per-vu-iterations': {
      const { vus: count = 1, iterations = 1, maxDuration } = scenario;
      return { type: scenario.executor, vus: count, iterations, maxDuration, gracefulStop };
    }
    case 'constant-vus':
      return { type: 'constant-vus', vus: scenario.vus ?? 1, duration: scenario.duration, gracefulStop };
    case 'ramping-vus': {
      const { startVUs = 1, stages, gracefulRampDown } = scenario;
      return { type: 'ramping-vus', startVUs, stages, gracefulRampDown, gracefulStop };
    }
    case 'constant-arrival-rate': {
      const { rate, timeUnit, duration, preAllocatedVUs, maxVUs } = scenario;
      return {
        type: 'constant-arrival-rate',
        rate,
        timeUnit,
        duration,
        preAllocatedVUs,
        maxVUs: maxVUs ?? Math.max(1, preAllocatedVUs),
        gracefulStop,
      };
    }
    case 'ramping-arrival-rate': {
      const { startRate, stages, timeUnit, preAllocatedVUs, maxVUs } = scenario;
      return {
        type: 'ramping-arrival-rate',
        startRate,
        stages,
        timeUnit,
        preAllocatedVUs,
        maxVUs: maxVUs ?? Math.max(1, preAllocatedVUs),
        gracefulStop,
      };
    }
  }
}

/** Options that nobody knows, and those that are known and cannot be followed. */
function unknownOptions(raw: object): Misfit[] {
  const known = [...Object.keys(Options.shape), ...Object.keys(REFUSED), ...IGNORED];
  return Object.entries(raw).flatMap(([key, value]) => {
    if (Object.hasOwn(REFUSED, key))
      return value === false || value === null || value === 0
        ? []
        : [{ message: `the option "${key}" is not supported: ${REFUSED[key]}`, path: [key] }];
    return known.includes(key)
      ? []
      : [{ message: `there is no option "${key}"${didYouMean(key, known)}`, path: [key] }];
  });
}

function execProblems(options: Options, exports: readonly string[]): Misfit[] {
  const needed = options.scenarios
    ? Object.entries(options.scenarios).map(([name, { exec = 'default' }]) => ({ name, exec }))
    : [{ name: 'default', exec: 'default' }];
  return needed
    .filter(({ exec }) => !exports.includes(exec))
    .map(({ name, exec }) => ({
      path: options.scenarios ? ['scenarios', name] : [],
      message:
        exec === 'default'
          ? 'the script exports no default function; write export default function () { … }'
          : `the scenario "${name}" runs "${exec}", which the script does not export${didYouMean(exec, exports)}; write export function ${exec}() { … }`,
    }));
}

/** Something wrong with an option. */
type Misfit = { message: string; path: readonly PropertyKey[] };

const misfitOf = (issue: z.core.$ZodIssue): Misfit => ({
  message: issueText(issue),
  path: issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path,
});

function issueText(issue: z.core.$ZodIssue): string {
  const path = formatPath(issue.path.map((key) => (typeof key === 'number' ? key : String(key))));
  if (issue.code === 'invalid_union' && issue.path.at(-1) === 'executor')
    return `options.${path}: there is no such executor; there are shared-iterations, per-vu-iterations, constant-vus, ramping-vus, constant-arrival-rate and ramping-arrival-rate (externally-controlled is not supported)`;
  return `options.${path}: ${issue.message}`;
}

/** The line on which an option is written: each key of its path is looked for behind the one before. */
function lineOfOption({ entry, files }: InspectedScript, path: readonly PropertyKey[]): number | null {
  const file = files[entry];
  if (!file || !('text' in file)) return null;
  const { text } = file;
  let at = text.search(/^export\s+(const|let|var)\s+options\b/m);
  if (at < 0) return null;
  for (const key of path) {
    if (typeof key !== 'string') continue;
    const written = new RegExp(`["'\`]?${key.replace(/[^\w]/g, '\\$&')}["'\`]?\\s*[:,}]`);
    const found = text.slice(at).search(written);
    if (found < 0) break;
    at += found;
  }
  return text.slice(0, at).split('\n').length;
}
