import { userInfo } from 'node:os';
import { Command, CommanderError } from 'commander';
import { type CapacityOptions, findCapacity } from './cli/find-capacity.ts';
import { addLaunch } from './cli/launch.ts';
import { loadPlan } from './cli/load-plan.ts';
import { aboveZero, duration, upTo, wholeNumber } from './cli/option-values.ts';
import { Refused } from './cli/refused.ts';
import { runFile } from './cli/run-file.ts';
import type { RunOptions } from './cli/run-options.ts';
import { formatDurationClock } from './lib/format/format.ts';
import { comparisonText } from './lib/gate/comparison-text.ts';
import { type Alternation, alternate } from './lib/headless/alternate.ts';
import { EXIT_CODES } from './lib/headless/exit-code.ts';
import { RunServer, ServerProblem } from './lib/headless/run-server.ts';
import { RunFile } from './lib/record/run-file.ts';

/** The headless runner: plan files without server or database. */

const several = (value: string, before: string[]) => [...before, value];

const SECRET =
  'a secret, masked in all that is kept and said; without a value that of the variable of this process; may be repeated';

const program = new Command('rehearsal')
  .description('Runs load test plans without server or database.')
  .exitOverride();

program
  .command('run')
  .description(
    'Runs a plan and prints its figures. Exit codes: 0 passed, 99 a threshold or a gate failed, 100 setup() and 101 teardown() took too long, 104 invalid plan, 105 stopped by a signal, 107 an error in a script, 108 ended and 110 marked as failed by the script, 1 the generator could not keep up.',
  )
  .argument('<file>', 'a plan, YAML or JSON, or a k6 script')
  .option('--base-url <url>', "where to run, instead of the plan's own environment")
  .option('--env <name=value>', 'a variable of the environment; may be repeated', several, [])
  .option('--secret <name[=value]>', SECRET, several, [])
  .option('--allow-host <host>', 'a host beside loopback that may get load; may be repeated', several, [])
  .option('--release <label>', 'the release that is measured', upTo(RunFile.shape.release))
  .option('--commit <hash>', 'the commit that it was built from', upTo(RunFile.shape.gitCommit))
  .option('--note <text>', 'what else should be known of the run', upTo(RunFile.shape.note))
  .option('--out <file>', 'writes all figures as JSON')
  .option('--record <file>', 'keeps every second of the run in one file, to be imported on the Runs page')
  .option('--workers <n>', 'load workers, instead of as many as needed', wholeNumber)
  .option(
    '--script-memory <MB>',
    'what a script may take in each load worker; 4096 when left out',
    wholeNumber,
  )
  .option(
    '--script-compute <duration>',
    'how long a script may compute without a request or a sleep; 15s when left out',
    duration,
  )
  .option('--server <url>', 'a Rehearsal that keeps the run')
  .option('--token <token>', 'lets it in there; else the variable REHEARSAL_TOKEN')
  .option(
    '--baseline <run>',
    'what to compare with there: a release, the id of a run, pinned, or latest-passed',
  )
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
    process.exitCode = await runFile(file, options);
  });

program
  .command('capacity')
  .description(
    'Finds the largest load at which the thresholds of a plan hold, as an interval, and what happens beyond. Loads are users, or iterations per second. Exit codes: 0 found, 99 less than --at-least, 104 invalid plan, 105 stopped by a signal, 1 nothing was found.',
  )
  .argument('<file>', 'a plan, YAML or JSON, or a k6 script')
  .option('--base-url <url>', "where to search, instead of the plan's own environment")
  .option('--env <name=value>', 'a variable of the environment; may be repeated', several, [])
  .option('--secret <name[=value]>', SECRET, several, [])
  .option('--allow-host <host>', 'a host beside loopback that may get load; may be repeated', several, [])
  .option('--start <load>', 'the first load; a tenth of that of the plan when left out', aboveZero)
  .option('--most <load>', 'the highest load to try; the ceiling of the environment when left out', aboveZero)
  .option('--precision <share>', 'how narrow to make the interval; 0.05 when left out', aboveZero)
  .option('--step-shortest <duration>', 'the least that is measured at one load; 8s when left out')
  .option('--step-longest <duration>', 'the most that one load gets; 60s when left out')
  .option('--longest <duration>', 'the search ends after so long with what it knows; 1h when left out')
  .option('--no-beyond', 'does not go on to twice the capacity')
  .option('--at-least <load>', 'ends with 99 when the capacity is not shown to be so much', aboveZero)
  .option('--release <label>', 'the release that is measured')
  .option('--json <file>', 'writes the answer with all steps for programs')
  .option('--record <file>', 'keeps every second in one file, to be imported on the Runs page')
  .option('--workers <n>', 'load workers, instead of as many as needed', wholeNumber)
  .option('--quiet', 'prints nothing but errors')
  .action(async (file: string, options: CapacityOptions) => {
    process.exitCode = await findCapacity(file, options);
  });

addLaunch(program);

program
  .command('validate')
  .description('Lists all that is wrong with a plan, and ends with 0 or 104.')
  .argument('<file>', 'a plan, YAML or JSON')
  .action((file: string) => {
    const plan = loadPlan(file);
    process.stdout.write(`${file} is a valid plan: ${plan.name}\n`);
  });

program
  .command('alternate')
  .description(
    'Runs two releases on a server in alternation, A B B A, and judges them pair by pair; or one release again and again, which measures the noise of its environment. Exit codes: 0, 99 for a gate, 1 when nothing can be judged.',
  )
  .argument('[plan]', 'name or id of a plan on the server')
  .option(
    '--a <environment>',
    'the baseline: name or id of an environment, such as Old or Old=1.0 to name the release',
  )
  .option('--b <environment>', 'the candidate, in the same way; left out to measure the noise where A is')
  .option('--runs <n>', 'how many in all; of two releases an even number', wholeNumber, 4)
  .option('--again <set>', 'runs what such a set lacks since it broke off, by its id')
  .option(
    '--fail-on <gate>',
    'ends with 99 when the answer is this: worse, worse:p95, worse:p95:10; may be repeated',
    several,
    [],
  )
  .option('--server <url>', 'where Rehearsal answers', process.env.REHEARSAL_URL || 'http://127.0.0.1:3000')
  .option('--token <token>', 'lets it in there; else the variable REHEARSAL_TOKEN')
  .action(
    async (
      plan: string | undefined,
      { server, token = process.env.REHEARSAL_TOKEN, ...asked }: AlternateOptions,
    ) => {
      const judged = await alternate(new RunServer(server, token), { plan, ...asked }, ({ id, sentence }) => {
        process.stderr.write(`${sentence} ${server.replace(/\/+$/, '')}/compare/sets/${id}\n`);
      });
      if (typeof judged === 'string') {
        process.stdout.write(`${judged}\n`);
        return;
      }
      process.stdout.write(comparisonText(judged));
      process.exitCode = judged.broken.length > 0 ? EXIT_CODES.thresholdsFailed : EXIT_CODES.passed;
    },
  );

type AlternateOptions = Omit<Alternation, 'plan'> & { server: string; token?: string };
type AnnotateOptions = { at?: string; by: string; server: string; token?: string };

program
  .command('annotate')
  .description('Notes a moment of a run on a server, for all who look at it.')
  .argument('<run>', 'the id of the run, or latest')
  .argument('<text>', 'what happened')
  .option('--at <duration>', 'when, counted from the start of the run, such as 1m30s; now when left out')
  .option('--by <name>', 'who', userInfo().username)
  .option('--server <url>', 'where Rehearsal answers', process.env.REHEARSAL_URL || 'http://127.0.0.1:3000')
  .option('--token <token>', 'lets it in there; else the variable REHEARSAL_TOKEN')
  .action(async (run: string, text: string, options: AnnotateOptions) => {
    const { at, by, server, token = process.env.REHEARSAL_TOKEN } = options;
    const { atMs } = await new RunServer(server, token).annotate(run, { text, at, by });
    process.stdout.write(`Noted at ${formatDurationClock(Math.floor(atMs / 1000))}.\n`);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof ServerProblem) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = EXIT_CODES.invalidRun;
  } else if (error instanceof Refused) {
    process.stderr.write(`${error.message.trimEnd()}\n`);
    process.exitCode = error.exitCode;
  } else if (error instanceof CommanderError) {
    // Commander has already printed what is wrong; help and version are no errors.
    process.exitCode = error.exitCode === 0 ? 0 : EXIT_CODES.invalidPlan;
  } else {
    throw error;
  }
}
