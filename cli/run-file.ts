import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { findingsText } from '../lib/findings/findings-text.ts';
import { EXIT_CODES, exitCodeOf } from '../lib/headless/exit-code.ts';
import { resolveEnvironment } from '../lib/headless/resolve-environment.ts';
import { MAX_RATE, MAX_VUS } from '../lib/plan/executor.ts';
import { progressLine } from '../lib/report/progress-line.ts';
import { summaryText } from '../lib/report/summary-text.ts';
import { conductRun } from '../lib/run/conduct.ts';
import { viewOf } from '../lib/run/run-state.ts';
import { RecordOutput } from '../lib/server/records/record-output.ts';
import { startRun } from '../runner/run.ts';
import { keepAndCompare, openGate } from './gate.ts';
import { loadPlan } from './load-plan.ts';
import { isScript, loadScript } from './load-script.ts';
import { foundIn, observe } from './observe.ts';
import { checkWritable, finishRecord, temporaryRecord, writeResult } from './output-files.ts';
import { indented, Refused } from './refused.ts';
import type { RunOptions } from './run-options.ts';
import { liveLine, say } from './say.ts';
import { stopOnSignals } from './stop-on-signals.ts';
import { tellOfScript } from './tell-of-script.ts';

/** Runs a plan or a script, prints its figures, and gives the exit code. Throws Refused. */
export async function runFile(file: string, options: RunOptions): Promise<number> {
  const scriptLimits = {
    ...(options.scriptMemory !== undefined && { memoryMb: options.scriptMemory }),
    ...(options.scriptCompute !== undefined && { busyMs: options.scriptCompute }),
  };
  const plan = isScript(file) ? await loadScript(file, options, scriptLimits) : loadPlan(file);
  const resolved = resolveEnvironment(
    plan,
    plan.script ? { baseUrl: 'http://127.0.0.1', ...options } : options,
    process.env,
  );
  if (!resolved.ok) throw new Refused(resolved.problems.join('\n'));
  const environment = plan.script
    ? { ...resolved.environment, maxVUs: MAX_VUS, maxRequestsPerSecond: MAX_RATE }
    : resolved.environment;
  if (options.out !== undefined) checkWritable(options.out);
  const gate = await openGate(options, resolved.plan, environment);

  let recordOutput: RecordOutput | undefined;
  const record = options.record ?? (gate && temporaryRecord());
  if (record !== undefined) {
    checkWritable(record);
    rmSync(record, { force: true });
    recordOutput = new RecordOutput(randomUUID(), { path: record, tailPath: `${record}.tail` });
  }

  const request = {
    plan: resolved.plan,
    environment,
    secrets: resolved.secrets,
    workers: options.workers,
    scriptLimits,
  };
  const line = liveLine(Boolean(process.stderr.isTTY) && !options.quiet);
  const observed = observe(request);
  const conducted = conductRun({
    startRun,
    request,
    release: options.release ?? null,
    outputs: [
      {
        onEvent: (event) => {
          if (event.type === 'said') say(event.level, event.text);
        },
        close: () => {},
      },
      ...(recordOutput ? [recordOutput] : []),
      observed.output,
    ],
    onState: (state) =>
      line.show(() => progressLine(viewOf(state, { id: '', afterSecond: state.points.length - 2 }))),
  });
  stopOnSignals(conducted);

  const outcome = await conducted.finished;
  const { reason, summary, state, marks } = outcome;
  line.end();
  if (reason.kind === 'could-not-start')
    throw new Refused(`The plan cannot run:\n${indented(reason.detail)}`);
  if (plan.script) await tellOfScript(request, outcome, options.quiet ?? false);
  else if (!options.quiet) process.stdout.write(summaryText(summary));
  if (!options.quiet) process.stdout.write(findingsText(foundIn(plan, outcome, observed.probes)));
  if (options.out !== undefined) writeResult(options.out, summary);
  if (record !== undefined) {
    finishRecord(record, {
      schema: 1,
      plan: resolved.plan,
      environment: resolved.environment,
      ...{ release: options.release ?? '', gitCommit: options.commit ?? '', note: options.note ?? '' },
      ...{ workers: state.workers, reason, summary },
      events: marks.map((mark) => ({ ...mark, id: randomUUID(), madeAt: new Date().toISOString() })),
      probes: observed.probes,
    });
  }
  const exitCode = exitCodeOf(summary.verdict, reason);
  if (!gate || record === undefined) return exitCode;
  const isLetThrough = await keepAndCompare(gate, record, options);
  return exitCode === EXIT_CODES.passed && !isLetThrough ? EXIT_CODES.thresholdsFailed : exitCode;
}
