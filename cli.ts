import { randomUUID } from 'node:crypto';
import {
  accessSync,
  appendFileSync,
  constants,
  existsSync,
  mkdtempSync,
  openAsBlob,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { formatDurationClock } from './lib/format/format.ts';
import { comparisonCsv, comparisonJson, comparisonJunit } from './lib/gate/comparison-files.ts';
import { comparisonMarkdown } from './lib/gate/comparison-markdown.ts';
import { comparisonText } from './lib/gate/comparison-text.ts';
import { EXIT_CODES, exitCodeOf } from './lib/headless/exit-code.ts';
import { Gate } from './lib/headless/gate.ts';
import { annotateOnServer } from './lib/headless/rehearsal-server.ts';
import { resolveEnvironment } from './lib/headless/resolve-environment.ts';
import { ServerProblem } from './lib/headless/run-server.ts';
import type { Environment } from './lib/plan/environment.ts';
import { MAX_RATE, MAX_VUS } from './lib/plan/executor.ts';
import type { Plan } from './lib/plan/plan.ts';
import { MAX_FILE_BYTES, readPlan } from './lib/plan-file/plan-file.ts';
import { RUN_FILE_EXTENSION, type RunFile } from './lib/record/run-file.ts';
import { planIssuesText } from './lib/report/plan-issues-text.ts';
import { progressLine } from './lib/report/progress-line.ts';
import { summaryText } from './lib/report/summary-text.ts';
import { conductRun, type RunOutcome } from './lib/run/conduct.ts';
import type { RunRequest } from './lib/run/engine.ts';
import { viewOf } from './lib/run/run-state.ts';
import type { RunSummary } from './lib/run/summary.ts';
import { planOfScript } from './lib/script/k6-options.ts';
import { problemText } from './lib/script/problem.ts';
import { RecordOutput } from './lib/server/records/record-output.ts';
import { aboutBytes } from './lib/server/records/run-file-stream.ts';
import { startRun } from './runner/run.ts';
import { inspectFile } from './runner/script/inspect.ts';
import { textSummary } from './runner/script/modules/jslib/k6-summary.ts';
import { handleSummary } from './runner/script/summary/handle-summary.ts';
import { summaryData } from './runner/script/summary/summary-data.ts';
import { writeSummaryFiles } from './runner/script/summary/summary-files.ts';

/** The headless runner: plan files without server or database. */

type RunOptions = {
  baseUrl?: string;
  env: string[];
  allowHost: string[];
  release?: string;
  out?: string;
  record?: string;
  quiet?: boolean;
  workers?: number;
  server?: string;
  token?: string;
  baseline?: string;
  failOn: string[];
} & Partial<Record<ReportForm, string>>;

/** Ends the program with a message for the person who typed the command. */
class Refused extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode: number = EXIT_CODES.invalidPlan) {
    super(message);
    this.exitCode = exitCode;
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function loadPlan(file: string): Plan {
  let text: string;
  try {
    if (statSync(file).size > MAX_FILE_BYTES) {
      throw new Error(`it is larger than ${MAX_FILE_BYTES / 1e6} MB, the most a plan file may have`);
    }
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Refused(`Cannot read the plan ${file}: ${reasonOf(error)}`);
  }
  const read = readPlan(text);
  if (!read.ok) throw new Refused(planIssuesText(file, read.issues));
  return read.plan;
}

/** An output that cannot be written is found before any load is sent. */
function checkWritable(file: string): void {
  try {
    if (existsSync(file) && statSync(file).isDirectory()) throw new Error('it is a folder; name a file');
    accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

const cannotWrite = (file: string, error: unknown) =>
  new Refused(`Cannot write the result to ${file}: ${reasonOf(error)}`, EXIT_CODES.invalidRun);

function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

const writeResult = (file: string, summary: RunSummary) =>
  writeText(file, `${JSON.stringify(summary, null, 2)}\n`);

/** Says at the end of a record of which run it is. */
function finishRecord(file: string, about: RunFile): void {
  try {
    appendFileSync(file, aboutBytes(about));
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

/** Overwrites one line of a terminal; silent when nobody looks. */
function liveLine(enabled: boolean) {
  const clear = '\r\u001b[K';
  return {
    show(text: () => string) {
      if (enabled) process.stderr.write(clear + text().slice(0, (process.stderr.columns || 80) - 1));
    },
    end() {
      if (enabled) process.stderr.write(clear);
    },
  };
}

const isScript = (file: string) => /\.[cm]?[jt]s$/.test(file);

function say(level: string, text: string): void {
  process.stderr.write(`${level.toUpperCase().padEnd(5)} ${text}\n`);
}

/** The plan that a k6 script asks for. The script says itself where its load goes and how much it is. */
async function loadScript(file: string, options: RunOptions): Promise<Plan> {
  if (!existsSync(file)) throw new Refused(`Cannot read the script ${file}: there is no such file`);
  const env = Object.fromEntries(
    options.env.map((one): [string, string] => {
      const at = one.indexOf('=');
      return at < 0 ? [one, ''] : [one.slice(0, at), one.slice(at + 1)];
    }),
  );
  const inspected = await inspectFile(file, env, say);
  const made = inspected.ok ? planOfScript(inspected.script, basename(file)) : inspected;
  if (!made.ok)
    throw new Refused(
      `The script ${file} cannot run:\n${indented(made.problems.map(problemText).join('\n'))}`,
      inspected.ok ? EXIT_CODES.invalidPlan : EXIT_CODES.scriptError,
    );
  return made.plan;
}

/** Prints what the script says of its run, or what k6 would, and writes the files that it gives. */
async function tellOfScript(request: RunRequest, { state, summary }: RunOutcome, quiet: boolean) {
  if (!summary.script) return;
  const data = summaryData(request.plan, summary.script, {
    durationMs: summary.durationSeconds * 1000,
    setupData: state.setupData,
    isStdOutTTY: Boolean(process.stdout.isTTY),
    isStdErrTTY: Boolean(process.stderr.isTTY),
  });
  const own = await handleSummary(request, data, ({ level, text }) => say(level, text));
  if (own?.ok) {
    for (const problem of writeSummaryFiles(own.files)) say('error', problem);
  } else {
    if (own) say('error', `handleSummary(): ${own.problem}`);
    const enableColors = Boolean(process.stdout.isTTY);
    if (!quiet) process.stdout.write(`\n${textSummary(data, { indent: ' ', enableColors })}\n\n`);
  }
  const crossed = new Set(
    summary.thresholds.flatMap(({ metric, passed }) => (passed === false ? [metric] : [])),
  );
  if (crossed.size > 0) say('error', `thresholds on metrics '${[...crossed].join(', ')}' have been crossed`);
  if (summary.verdict !== 'passed' && summary.verdict !== 'failed') say('error', summary.endReason);
}

async function run(file: string, options: RunOptions): Promise<number> {
  const plan = isScript(file) ? await loadScript(file, options) : loadPlan(file);
  const resolved = resolveEnvironment(
    plan,
    plan.script ? { baseUrl: 'http://127.0.0.1', ...options } : options,
  );
  if (!resolved.ok) throw new Refused(resolved.problems.join('\n'));
  const environment = plan.script
    ? { ...resolved.environment, maxVUs: MAX_VUS, maxRequestsPerSecond: MAX_RATE }
    : resolved.environment;
  if (options.out !== undefined) checkWritable(options.out);
  const gate = await openGate(options, resolved.plan, environment);

  let recordOutput: RecordOutput | undefined;
  const record = options.record ?? (gate && temporaryFile());
  if (record !== undefined) {
    checkWritable(record);
    rmSync(record, { force: true });
    recordOutput = new RecordOutput(randomUUID(), { path: record, tailPath: `${record}.tail` });
  }

  const request = { plan: resolved.plan, environment, secrets: {}, workers: options.workers };
  const line = liveLine(Boolean(process.stderr.isTTY) && !options.quiet);
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
    ],
    onState: (state) =>
      line.show(() => progressLine(viewOf(state, { id: '', afterSecond: state.points.length - 2 }))),
  });
  const interrupt = () => {
    conducted.stop({ kind: 'stopped', by: 'signal' });
    // Whoever asks twice does not want to wait for the figures.
    for (const signal of SIGNALS) process.once(signal, () => process.exit(EXIT_CODES.stoppedBySignal));
  };
  for (const signal of SIGNALS) process.once(signal, interrupt);

  const outcome = await conducted.finished;
  const { reason, summary, state, marks } = outcome;
  line.end();
  if (reason.kind === 'could-not-start')
    throw new Refused(`The plan cannot run:\n${indented(reason.detail)}`);
  if (plan.script) await tellOfScript(request, outcome, options.quiet ?? false);
  else if (!options.quiet) process.stdout.write(summaryText(summary));
  if (options.out !== undefined) writeResult(options.out, summary);
  if (record !== undefined) {
    finishRecord(record, {
      schema: 1,
      plan: resolved.plan,
      environment: resolved.environment,
      ...{ release: options.release ?? '', gitCommit: '', note: '', workers: state.workers, reason, summary },
      events: marks.map((mark) => ({ ...mark, id: randomUUID(), madeAt: new Date().toISOString() })),
    });
  }
  const exitCode = exitCodeOf(summary.verdict, reason);
  if (!gate || record === undefined) return exitCode;
  const isLetThrough = await keepAndCompare(gate, record, options);
  return exitCode === EXIT_CODES.passed && !isLetThrough ? EXIT_CODES.thresholdsFailed : exitCode;
}

const REPORT_FORMS = {
  junit: comparisonJunit,
  markdown: comparisonMarkdown,
  json: comparisonJson,
  csv: comparisonCsv,
} as const;
type ReportForm = keyof typeof REPORT_FORMS | 'html';
const isReportForm = (name: string): name is keyof typeof REPORT_FORMS => name in REPORT_FORMS;

/** Undefined when the run is kept nowhere but here. Whatever cannot work is said before any load is sent. */
async function openGate(
  options: RunOptions,
  plan: Plan,
  environment: Environment,
): Promise<Gate | undefined> {
  for (const form of [...Object.keys(REPORT_FORMS).filter(isReportForm), 'html' as const]) {
    const file = options[form];
    if (file === undefined) continue;
    if (!options.baseline)
      throw new Refused(`--${form} is the comparison with a run: it needs --server and --baseline`);
    checkWritable(file);
  }
  try {
    return await Gate.open(
      { ...options, token: options.token ?? process.env.REHEARSAL_TOKEN },
      plan,
      environment,
    );
  } catch (error) {
    throw error instanceof ServerProblem ? new Refused(error.message) : error;
  }
}

/** A record that is kept only until a server has it. */
function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-run-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return join(folder, `run${RUN_FILE_EXTENSION}`);
}

/** Whether the gates let the run through. */
async function keepAndCompare(gate: Gate, record: string, options: RunOptions): Promise<boolean> {
  const stored = await openAsBlob(record)
    .then((file) => gate.store(file))
    .catch((error: unknown) => {
      if (!(error instanceof ServerProblem)) throw error;
      throw new Refused(`The run could not be kept or compared: ${error.message}`, EXIT_CODES.invalidRun);
    });
  const { address, compared, note } = stored;
  if (note !== null && !options.quiet) process.stdout.write(`${note}\n`);
  if (compared) {
    if (!options.quiet) process.stdout.write(`\n${comparisonText(compared.comparison)}`);
    for (const form of Object.keys(REPORT_FORMS).filter(isReportForm)) {
      const file = options[form];
      if (file !== undefined) writeText(file, REPORT_FORMS[form](compared.comparison));
    }
    if (options.html !== undefined) writeText(options.html, await gate.report(compared));
  }
  if (!options.quiet) process.stdout.write(`Kept at ${address}\n`);
  return !compared || compared.comparison.broken.length === 0;
}

const indented = (text: string) => text.replaceAll(/^/gm, '  ');

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

const several = (value: string, before: string[]) => [...before, value];

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}

const program = new Command('rehearsal')
  .description('Runs load test plans without server or database.')
  .exitOverride();

program
  .command('run')
  .description(
    'Runs a plan and prints its figures. Exit codes: 0 passed, 99 a threshold or a gate failed, 100 setup() and 101 teardown() took too long, 104 invalid plan, 105 stopped by a signal, 107 an error in a script, 108 ended by the script, 1 the generator could not keep up.',
  )
  .argument('<file>', 'a plan, YAML or JSON, or a k6 script')
  .option('--base-url <url>', "where to run, instead of the plan's own environment")
  .option('--env <name=value>', 'a variable of the environment; may be repeated', several, [])
  .option('--allow-host <host>', 'a host beside loopback that may get load; may be repeated', several, [])
  .option('--release <label>', 'the release that is measured')
  .option('--out <file>', 'writes all figures as JSON')
  .option('--record <file>', 'keeps every second of the run in one file, to be imported on the Runs page')
  .option('--workers <n>', 'load workers, instead of as many as needed', wholeNumber)
  .option('--server <url>', 'a Rehearsal that keeps the run')
  .option('--token <token>', 'lets it in there; else the variable REHEARSAL_TOKEN')
  .option('--baseline <run>', 'what to compare with there: a release, the id of a run, or latest-passed')
  .option(
    '--fail-on <gate>',
    'ends with 99 when the comparison finds this: worse, worse:p95, or worse:p95:10 for worse by more than 10 %; may be repeated',
    several,
    [],
  )
  .option('--junit <file>', 'writes the comparison as a test report')
  .option('--markdown <file>', 'writes the comparison as a comment for a pull request')
  .option('--html <file>', 'writes the comparison as a page that needs no network')
  .option('--json <file>', 'writes the comparison for programs')
  .option('--csv <file>', 'writes the comparison as a table')
  .option('--quiet', 'prints nothing but errors')
  .action(async (file: string, options: RunOptions) => {
    process.exitCode = await run(file, options);
  });

program
  .command('validate')
  .description('Lists all that is wrong with a plan, and ends with 0 or 104.')
  .argument('<file>', 'a plan, YAML or JSON')
  .action((file: string) => {
    const plan = loadPlan(file);
    process.stdout.write(`${file} is a valid plan: ${plan.name}\n`);
  });

program
  .command('annotate')
  .description('Notes a moment of a run on a server, for all who look at it.')
  .argument('<run>', 'the id of the run, or latest')
  .argument('<text>', 'what happened')
  .option('--at <duration>', 'when, counted from the start of the run, such as 1m30s; now when left out')
  .option('--by <name>', 'who', userInfo().username)
  .option('--server <url>', 'where Rehearsal answers', process.env.REHEARSAL_URL || 'http://127.0.0.1:3000')
  .action(
    async (run: string, text: string, { at, by, server }: { at?: string; by: string; server: string }) => {
      const { atMs } = await annotateOnServer(server, run, { text, at, by }).catch((error: Error) => {
        throw new Refused(error.message, 1);
      });
      process.stdout.write(`Noted at ${formatDurationClock(Math.floor(atMs / 1000))}.\n`);
    },
  );

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof Refused) {
    process.stderr.write(`${error.message.trimEnd()}\n`);
    process.exitCode = error.exitCode;
  } else if (error instanceof CommanderError) {
    // Commander has already printed what is wrong; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? 0 : EXIT_CODES.invalidPlan;
  } else {
    throw error;
  }
}
