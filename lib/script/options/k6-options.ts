import { didYouMean } from '../../nearest/nearest-name.ts';
import { issueWords } from '../../plan/issue-words.ts';
import { formatPath, type PlanIssue, parsePlan, planIssues } from '../../plan/parse-plan.ts';
import type { Plan, PlanInput } from '../../plan/plan.ts';
import type { Script, ScriptFile } from '../../plan/script.ts';
import type { ScriptProblem } from '../problem.ts';
import { lineOfOption } from './option-place.ts';
import { IGNORED, Options, REFUSED } from './option-schema.ts';
import { scenariosOf } from './scenarios-of.ts';

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

export type PlanOfScript = { ok: true; plan: Plan } | { ok: false; problems: ScriptProblem[] };

/** Something wrong with an option. */
type Misfit = { message: string; path: readonly PropertyKey[] };

/** The plan that a script asks for, or all that is wrong with its options. */
export function planOfScript(script: InspectedScript, name: string): PlanOfScript {
  const refuse = (misfits: readonly Misfit[]): PlanOfScript => ({
    ok: false,
    problems: misfits
      .map(({ message, path }) => ({ file: script.entry, line: lineOfOption(script, path), message }))
      .sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  });
  const raw = optionsIn(script.options);
  if (raw === null)
    return refuse([{ path: [], message: 'options must be an object: export const options = { … }' }]);
  const misfits = unknownOptions(raw);
  const { options, issues } = readOptions(raw);
  misfits.push(...issues.map(misfitOf));
  misfits.push(...conflicts(raw));
  // Nothing is known of scenarios of which none can be read.
  if (options.scenarios || !('scenarios' in raw)) misfits.push(...execProblems(options, script.exports));
  const parsed = parsePlan(planInput(script, options, name));
  if (!parsed.ok) misfits.push(...parsed.issues.map((issue) => asWritten(issue, options)));
  return parsed.ok && misfits.length === 0 ? { ok: true, plan: parsed.plan } : refuse(misfits);
}

function optionsIn(text: string | null): object | null {
  const raw = JSON.parse(text ?? '{}') as unknown;
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw : null;
}

/** The options that can be read, and what is wrong with the others: all that is wrong is said at once. */
function readOptions(raw: object): { options: Options; issues: readonly PlanIssue[] } {
  const read = Options.safeParse(raw, { error: issueWords });
  if (read.success) return { options: read.data, issues: [] };
  const issues = planIssues(read.error);
  return { options: Options.parse(withoutFaults(raw, issues)), issues };
}

/** Of which each entry stands for itself. */
const BY_NAME = ['scenarios', 'thresholds'];

function withoutFaults(raw: object, issues: readonly PlanIssue[]): object {
  const kept = structuredClone(raw) as Record<string, unknown>;
  for (const { path } of issues) {
    const [option = '', name] = path.map(String);
    const entries = kept[option];
    if (!BY_NAME.includes(option) || name === undefined || typeof entries !== 'object' || entries === null)
      delete kept[option];
    else {
      Reflect.deleteProperty(entries, name);
      if (Object.keys(entries).length === 0) delete kept[option];
    }
  }
  return kept;
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
        tlsAuth: (options.tlsAuth ?? []).map(({ cert, key, password, domains }) => ({
          certificate: cert,
          key,
          passphrase: password ?? '',
          domains,
        })),
        dns: options.dns
          ? {
              ttl: options.dns.ttl ?? undefined,
              select: options.dns.select,
              policy: options.dns.policy,
            }
          : undefined,
        systemTags: options.systemTags ?? undefined,
        httpDebug: debugOf(options),
      },
    },
    thresholds: thresholdsOf(options).map(({ threshold }) => threshold),
  };
}

function debugOf({ httpDebug }: Options): 'headers' | 'full' | undefined {
  if (httpDebug === true) return 'headers';
  return httpDebug === 'headers' || httpDebug === 'full' ? httpDebug : undefined;
}

/** The thresholds in the order of the plan, with where they are written. */
function thresholdsOf({ thresholds = {} }: Options) {
  return Object.entries(thresholds).flatMap(([metric, rules]) =>
    rules.map((rule, index) => ({
      path: ['thresholds', metric, index],
      threshold:
        typeof rule === 'string'
          ? { metric, rule }
          : {
              metric,
              rule: rule.threshold,
              abortOnFail: rule.abortOnFail,
              delayAbortEval: rule.delayAbortEval,
            },
    })),
  );
}

/** Something wrong with the plan, as the script's author knows it. */
function asWritten({ path, message }: PlanIssue, options: Options): Misfit {
  const [field, index, ...rest] = path;
  if (field === 'thresholds' && typeof index === 'number') {
    const own = thresholdsOf(options)[index];
    if (own) return { path: own.path, message: `options.${formatPath(own.path)}: ${message}` };
  }
  if (field === 'scenarios' && typeof index === 'number') {
    const inner = rest.filter((key) => key !== 'executor');
    const name = Object.keys(options.scenarios ?? {})[index];
    const own = name === undefined ? inner : ['scenarios', name, ...inner];
    return { path: own, message: `options.${formatPath(own)}: ${message}` };
  }
  return { path: path.slice(-1), message: `options: ${formatPath(path)}: ${message}` };
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

/** Of the short forms only `iterations` and `duration` go together, and none goes with scenarios. */
function conflicts(raw: object): Misfit[] {
  const given = ['scenarios', 'stages', 'iterations', 'duration'].filter((key) => {
    const value = Reflect.get(raw, key) as unknown;
    return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
  });
  const [first, ...others] = given;
  return others
    .filter((other) => first !== 'iterations' || other !== 'duration')
    .map((other) => ({
      path: [other],
      message: `"${first}" and "${other}" cannot go together; take one of them out`,
    }));
}

function execProblems(options: Options, exports: readonly string[]): Misfit[] {
  const hasScenarios = options.scenarios && Object.keys(options.scenarios).length > 0;
  const needed = hasScenarios
    ? Object.entries(options.scenarios ?? {}).map(([name, { exec = 'default' }]) => ({ name, exec }))
    : [{ name: 'default', exec: 'default' }];
  return needed
    .filter(({ exec }) => !exports.includes(exec))
    .map(({ name, exec }) => ({
      path: hasScenarios ? ['scenarios', name, 'exec'] : [],
      message:
        exec === 'default'
          ? 'the script exports no default function; write export default function () { … }'
          : `the scenario "${name}" runs "${exec}", which the script does not export${didYouMean(exec, exports)}; write export function ${exec}() { … }`,
    }));
}

function misfitOf({ path, message }: PlanIssue): Misfit {
  const said = path.at(-1) === 'executor' && message.includes('is not possible here') ? EXECUTORS : message;
  return { path, message: `options.${formatPath(path)}: ${said}` };
}

const EXECUTORS =
  'there is no such executor; there are shared-iterations, per-vu-iterations, constant-vus, ramping-vus, constant-arrival-rate and ramping-arrival-rate (externally-controlled is not supported)';
