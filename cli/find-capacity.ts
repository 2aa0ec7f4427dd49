import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { capacityText } from '../lib/capacity/capacity-text.ts';
import type { CapacityReport } from '../lib/capacity/report.ts';
import { CapacitySearch } from '../lib/capacity/search.ts';
import { CapacitySettings } from '../lib/capacity/settings.ts';
import { searchSetupOf } from '../lib/capacity/setup.ts';
import { progressInWords } from '../lib/capacity/words.ts';
import { EXIT_CODES } from '../lib/headless/exit-code.ts';
import { resolveEnvironment } from '../lib/headless/resolve-environment.ts';
import { conductRun } from '../lib/run/conduct.ts';
import { RecordOutput } from '../lib/server/records/record-output.ts';
import { startRun } from '../runner/run.ts';
import { loadPlan } from './load-plan.ts';
import { isScript, loadScript } from './load-script.ts';
import { observe } from './observe.ts';
import { checkWritable, finishRecord, writeText } from './output-files.ts';
import { indented, Refused } from './refused.ts';
import { liveLine } from './say.ts';
import { stopOnSignals } from './stop-on-signals.ts';

/** What was typed behind `rehearsal capacity FILE`. */
export type CapacityOptions = {
  baseUrl?: string;
  env: string[];
  secret: string[];
  allowHost: string[];
  release?: string;
  start?: number;
  most?: number;
  precision?: number;
  stepShortest?: string;
  stepLongest?: string;
  longest?: string;
  beyond: boolean;
  atLeast?: number;
  json?: string;
  record?: string;
  workers?: number;
  quiet?: boolean;
};

/** Finds the capacity of a target with a plan or a script, prints it, and gives the exit code. Throws Refused. */
export async function findCapacity(file: string, options: CapacityOptions): Promise<number> {
  const plan = isScript(file) ? await loadScript(file, options) : loadPlan(file);
  const resolved = resolveEnvironment(
    plan,
    plan.script ? { baseUrl: 'http://127.0.0.1', ...options } : options,
    process.env,
  );
  if (!resolved.ok) throw new Refused(resolved.problems.join('\n'));
  const settings = settingsOf(options);
  const given = searchSetupOf(resolved.plan, resolved.environment, settings);
  if ('problems' in given)
    throw new Refused(`There can be no search:\n${indented(given.problems.join('\n'))}`);
  for (const output of [options.json, options.record]) if (output !== undefined) checkWritable(output);
  const record = options.record === undefined ? undefined : newRecord(options.record);

  const { environment } = resolved;
  const search = new CapacitySearch(given.plan, given.setup, environment);
  const line = liveLine(Boolean(process.stderr.isTTY) && !options.quiet);
  let told = 0;
  const request = { plan: given.plan, environment, secrets: resolved.secrets, workers: options.workers };
  const observed = observe(request);
  const conducted = conductRun({
    startRun,
    request,
    release: options.release ?? null,
    outputs: [...(record ? [record] : []), observed.output],
    pilot: search,
    onState: () => {
      line.show(() => progressInWords(search.report()));
      const { steps } = search.report();
      // Where no line can be written over, each step is told once.
      if (!process.stderr.isTTY && !options.quiet && steps.length > told) {
        told = steps.length;
        process.stderr.write(`${progressInWords(search.report())}\n`);
      }
    },
  });
  stopOnSignals(conducted);
  const { reason, summary, state, marks } = await conducted.finished;
  line.end();
  if (reason.kind === 'could-not-start')
    throw new Refused(`The plan cannot run:\n${indented(reason.detail)}`);
  const report = search.report();
  if (!options.quiet) process.stdout.write(capacityText(report));
  if (options.json !== undefined) writeText(options.json, `${JSON.stringify(report, null, 2)}\n`);
  if (options.record !== undefined)
    finishRecord(options.record, {
      schema: 1,
      probes: observed.probes,
      plan: given.plan,
      environment,
      ...{ release: options.release ?? '', gitCommit: '', note: '', workers: state.workers, reason, summary },
      events: marks.map((mark) => ({ ...mark, id: randomUUID(), madeAt: new Date().toISOString() })),
    });
  return exitCodeOf(report, options, reason.kind === 'stopped');
}

function settingsOf(options: CapacityOptions): CapacitySettings {
  const { start, most, precision, stepShortest, stepLongest, longest, beyond } = options;
  const read = CapacitySettings.safeParse({
    ...{ startLoad: start, mostLoad: most, precision, stepShortest, stepLongest, longest, beyond },
  });
  if (read.success) return read.data;
  throw new Refused(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
}

function newRecord(path: string): RecordOutput {
  rmSync(path, { force: true });
  return new RecordOutput(randomUUID(), { path, tailPath: `${path}.tail` });
}

function exitCodeOf({ answer }: CapacityReport, { atLeast }: CapacityOptions, isStopped: boolean): number {
  if (isStopped) return EXIT_CODES.stoppedBySignal;
  if (!answer || (answer.low === null && answer.high === null)) return EXIT_CODES.invalidRun;
  return atLeast !== undefined && (answer.low ?? 0) < atLeast
    ? EXIT_CODES.thresholdsFailed
    : EXIT_CODES.passed;
}
