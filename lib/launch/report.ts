import { z } from 'zod';
import { RunListItem } from '../api/contract.ts';
import { CapacityReport } from '../capacity/report.ts';
import { type Trend, trendOf } from '../capacity/trend.ts';
import { intervalInWords, loadWithUnit } from '../capacity/words.ts';
import { CREEP } from '../findings/rules/latency-creep.ts';
import { formatMs, formatPercent } from '../format/format.ts';
import { LAUNCH_PARTS } from './parts.ts';
import { LaunchSettings } from './settings.ts';

/** Whether response times rose or fell while the peak was sustained. */
export const Creep = z.object({
  /** How likely chance alone makes such a trend. */
  probability: z.number(),
  msPerMinute: z.number(),
  /** Over the whole of it, as a share of the median. */
  change: z.number(),
});
export type Creep = z.output<typeof Creep>;

export const LaunchLevel = z.object({
  part: z.enum(LAUNCH_PARTS),
  /** null of the search. */
  load: z.number().nullable(),
  run: RunListItem,
});
export type LaunchLevel = z.output<typeof LaunchLevel>;

/** A rehearsal as far as it has come. */
export const LaunchRehearsal = z.object({
  id: z.string(),
  plan: z.object({ id: z.string(), name: z.string() }),
  environment: z.object({ id: z.string().nullable(), name: z.string(), baseUrl: z.string() }),
  release: z.string(),
  createdAt: z.iso.datetime(),
  settings: LaunchSettings,
  unit: CapacityReport.shape.unit,
  peak: z.number(),
  levels: z.array(LaunchLevel),
  capacity: CapacityReport.nullable(),
  creep: Creep.nullable(),
  /** Memory that was not given back while the peak was sustained, in words; null when none was found. */
  leak: z.string().nullable(),
  /** Requests that were slowest or failed most at the target, the worst first. */
  worst: z.array(z.object({ name: z.string(), p95: z.number(), failedRate: z.number() })),
});
export type LaunchRehearsal = z.output<typeof LaunchRehearsal>;

export type Readiness = 'ready' | 'ready-with-risks' | 'not-ready' | 'going-on' | 'incomplete';

export type LaunchReport = {
  readiness: Readiness;
  /** The answer in a sentence. */
  answer: string;
  /** Why not, or what to know: the weightiest first. */
  reasons: string[];
  risks: string[];
  good: string[];
  /** How many times the expected peak the capacity is at least; null when it is not known. */
  headroom: number | null;
};

/** Fewer can hardly show a trend that chance does not. */
const FEWEST_STRETCHES = 8;

/** Null where there are too few of them to tell. Response times of equal stretches of a sustained load, milliseconds; `seconds` is the length of each. */
export function creepOf(values: readonly number[], seconds: number): Creep | null {
  const trend: Trend | null = values.length < FEWEST_STRETCHES ? null : trendOf(values);
  if (!trend) return null;
  const middle = values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  return {
    probability: trend.probability,
    msPerMinute: (trend.slope * 60) / seconds,
    change: middle > 0 ? (trend.slope * (values.length - 1)) / middle : 0,
  };
}

/** Whether the launch may come, in words, from what was measured. */
export function launchReport(launch: LaunchRehearsal): LaunchReport {
  const { levels, capacity, creep, leak, peak, unit, settings } = launch;
  const runOf = (part: LaunchLevel['part']) => levels.find((one) => one.part === part)?.run;
  const reasons: string[] = [];
  const risks: string[] = [];
  const good: string[] = [];
  const at = loadWithUnit(peak, unit);

  for (const [part, name] of [
    ['baseline', 'With hardly any load'],
    ['target', `At the expected peak of ${at}`],
    ['sustained', `With the peak sustained for ${settings.sustained}`],
  ] as const) {
    const run = runOf(part);
    if (run?.verdict === 'failed') reasons.push(`${name} it fails: ${run.endReason ?? ''}`);
    if (run?.verdict === 'passed')
      good.push(`${name} all thresholds hold, p95 ${formatMs(run.figures?.p95)}.`);
  }
  const answer = capacity?.answer ?? null;
  const headroom = answer && answer.low !== null ? answer.low / peak : null;
  if (answer) {
    const found = `The capacity is ${intervalInWords(answer, unit)}`;
    const times =
      headroom === null ? '' : `, at least ${Number(headroom.toPrecision(2))} times the expected peak`;
    if (answer.high !== null && answer.high < peak)
      reasons.push(`${found}: less than the expected peak of ${at}.`);
    else if (headroom === null || headroom < 1)
      risks.push(`${found}: it may be less than the expected peak of ${at}.`);
    else if (headroom < settings.safetyFactor)
      risks.push(`${found}${times}; ${settings.safetyFactor} times were asked for.`);
    else good.push(`${found}${times}.`);
    if (!answer.isSure)
      risks.push(
        `That the capacity is ${intervalInWords(answer, unit)} is likely, but could not be shown at 95 %: too few requests in the time that a step has, or a target that varies.`,
      );
    if (answer.end === 'no-recovery') risks.push('After too much load the target did not come back in time.');
  }
  const outcome = capacity?.beyond?.outcome;
  if (outcome === 'does-not-come-back')
    risks.push('At twice its capacity it breaks, and does not come back when the load is taken away.');
  if (outcome === 'collapses') risks.push('At twice its capacity its throughput collapses.');
  if (outcome === 'graceful') good.push('At twice its capacity it degrades gracefully.');
  if (creep && creep.probability < CREEP.significant && creep.change > CREEP.leastGrowth)
    risks.push(
      `Response times crept up by ${formatPercent(creep.change)} while the peak was sustained, beyond what chance explains.`,
    );
  else if (creep) good.push('Response times did not creep up while the peak was sustained.');
  else if (runOf('sustained')?.verdict === 'passed')
    risks.push(
      `Whether response times creep up cannot be told: ${settings.sustained} of the peak is too short, 45 s is the least.`,
    );
  // Thresholds hold as long as there is memory: only time shows what a leak does.
  if (leak !== null) risks.push(`While the peak was sustained, memory was not given back. ${leak}`);
  const failure = runOf('failure');
  if (failure?.verdict === 'failed')
    risks.push(
      `At twice the expected peak it fails: ${failure.endReason ?? ''}.${howAtTwice(failure, runOf('target'))}`,
    );
  if (failure?.verdict === 'passed')
    good.push(`At twice the expected peak all thresholds still hold.${howAtTwice(failure, runOf('target'))}`);

  const isOver = levels.every(({ run }) => run.status === 'finished');
  const untold = levels.filter(({ run }) => run.verdict === 'aborted' || run.verdict === 'invalid');
  for (const { part, run } of untold)
    risks.push(`The run “${part}” says nothing: ${run.endReason ?? 'it was ended'}.`);
  const readiness = readinessOf(isOver, untold, { reasons, risks });
  const now = levels.findIndex(({ run }) => run.status !== 'finished');
  const part = levels[now]?.part;
  const where = part ? `: ${PART_NAMES[part].toLowerCase()}, run ${now + 1} of ${levels.length}` : '';
  return {
    ...{ readiness, reasons, risks, good, headroom },
    answer: sentenceOf(readiness, { reasons, risks, now: where }),
  };
}

/** What twice the load brings, and how slow and how wrong it is. */
function howAtTwice({ figures }: LaunchLevel['run'], target: LaunchLevel['run'] | undefined): string {
  const at = target?.figures;
  if (!figures || !at || at.requestsPerSecond <= 0) return '';
  const times = Number((figures.requestsPerSecond / at.requestsPerSecond).toPrecision(2));
  return ` It serves ${times} times the requests of the peak, p95 ${formatMs(figures.p95)}, ${formatPercent(figures.failedRate)} failed.`;
}

function readinessOf(
  isOver: boolean,
  untold: readonly LaunchLevel[],
  { reasons, risks }: { reasons: string[]; risks: string[] },
): Readiness {
  if (!isOver) return 'going-on';
  if (reasons.length > 0) return 'not-ready';
  // What nobody measured cannot be ready.
  if (untold.some(({ part }) => part !== 'failure')) return 'incomplete';
  return risks.length > 0 ? 'ready-with-risks' : 'ready';
}

function sentenceOf(
  readiness: Readiness,
  { reasons, risks, now }: { reasons: string[]; risks: string[]; now: string },
): string {
  switch (readiness) {
    case 'ready':
      return 'Ready for the launch.';
    case 'ready-with-risks':
      return `Ready, with risks. ${risks[0] ?? ''}`;
    case 'not-ready':
      return `Not ready. ${reasons[0] ?? ''}`;
    case 'going-on':
      return `The rehearsal goes on${now}.${reasons.length > 0 ? ` So far: ${reasons[0]}` : ''}`;
    case 'incomplete':
      return `Cannot be told: not everything was measured. ${risks.at(-1) ?? ''}`;
  }
}

export const PART_NAMES: Record<LaunchLevel['part'], string> = {
  baseline: 'Baseline',
  target: 'Expected peak',
  sustained: 'Sustained peak',
  failure: 'Twice the peak',
  capacity: 'Capacity search',
};
