import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { StartLaunch } from '../lib/api/launches.ts';
import { EXIT_CODES } from '../lib/headless/exit-code.ts';
import { launchExitCode, type Rehearsal, rehearseLaunch } from '../lib/headless/rehearse-launch.ts';
import { RunServer, ServerProblem } from '../lib/headless/run-server.ts';
import { launchMarkdown } from '../lib/launch/launch-markdown.ts';
import { launchText } from '../lib/launch/launch-text.ts';
import { LaunchSettings } from '../lib/launch/settings.ts';
import { loadPlan } from './load-plan.ts';
import { aboveZero } from './option-values.ts';
import { checkWritable, writeText } from './output-files.ts';
import { Refused } from './refused.ts';

/** What was typed behind `rehearsal launch PLAN`. */
type LaunchOptions = {
  environment: string;
  peak?: number;
  visitsPerHour?: number;
  sessionSeconds?: number;
  safetyFactor?: number;
  date?: string;
  level?: string;
  sustained?: string;
  most?: number;
  precision?: number;
  stepShortest?: string;
  stepLongest?: string;
  longest?: string;
  beyond: boolean;
  release?: string;
  commit?: string;
  note?: string;
  failOnRisks?: boolean;
  server: string;
  token?: string;
  html?: string;
  json?: string;
  markdown?: string;
  quiet?: boolean;
};

export function addLaunch(program: Command): void {
  program
    .command('launch')
    .description(
      'Rehearses a launch on a server: a baseline, the expected peak, the peak sustained, twice the peak, and a capacity search. Exit codes: 0 ready, also with risks, 99 not ready, and with --fail-on-risks with risks too, 1 it cannot be told, 104 something is wrong with what was asked, 105 stopped by a signal.',
    )
    .argument('<plan>', 'name or id of a plan on the server, or a plan file, which is kept there first')
    .requiredOption('--environment <environment>', 'name or id of an environment on the server')
    .option('--peak <load>', 'the expected peak: users at once, or iterations per second', aboveZero)
    .option('--visits-per-hour <n>', 'the expected peak as visits in the busiest hour instead', aboveZero)
    .option('--session-seconds <n>', 'how long a visit lasts', aboveZero)
    .option(
      '--safety-factor <n>',
      'the capacity should be so many times the peak; 2 when left out',
      aboveZero,
    )
    .option('--date <day>', 'the day of the launch, such as 2026-11-27')
    .option('--level <duration>', 'how long each level of load lasts; 2m when left out')
    .option('--sustained <duration>', 'how long the peak is sustained; 10m when left out')
    .option(
      '--most <load>',
      'the highest load to try; the ceiling of the environment when left out',
      aboveZero,
    )
    .option('--precision <share>', 'how narrow to make the interval of the capacity', aboveZero)
    .option('--step-shortest <duration>', 'the least that the search measures at one load')
    .option('--step-longest <duration>', 'the most that one load of the search gets')
    .option('--longest <duration>', 'the search ends after so long with what it knows')
    .option('--no-beyond', 'does not go on to twice the capacity')
    .option('--release <label>', 'the release that is rehearsed')
    .option('--commit <hash>', 'the commit that it was built from')
    .option('--note <text>', 'what else should be known')
    .option('--fail-on-risks', 'ends with 99 when it is ready with risks')
    .option('--html <file>', 'writes the launch-readiness report as a page that needs no network')
    .option('--markdown <file>', 'writes it as a comment')
    .option('--json <file>', 'writes it for programs')
    .option('--server <url>', 'where Rehearsal answers', process.env.REHEARSAL_URL || 'http://127.0.0.1:3000')
    .option('--token <token>', 'lets it in there; else the variable REHEARSAL_TOKEN')
    .option('--quiet', 'prints nothing but errors')
    .action(async (plan: string, options: LaunchOptions) => {
      process.exitCode = await launch(plan, options);
    });
}

async function launch(plan: string, options: LaunchOptions): Promise<number> {
  const { server: url, token = process.env.REHEARSAL_TOKEN, html, json, markdown } = options;
  const asked = rehearsalOf(plan, options);
  for (const file of [html, json, markdown]) if (file !== undefined) checkWritable(file);
  const server = new RunServer(url, token);
  await server.check();
  let isWanted = true;
  let hasBegun = false;
  const stop = () => {
    isWanted = false;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  const found = await rehearseLaunch(
    server,
    asked,
    (sentence, { id }) => {
      hasBegun = true;
      if (!options.quiet) process.stderr.write(`${sentence} ${server.addressOfLaunch(id)}\n`);
    },
    () => isWanted,
  ).catch((error: unknown) => {
    // What the server does not want to begin is wrong with what was asked.
    throw error instanceof ServerProblem && !hasBegun ? new Refused(error.message) : error;
  });
  if (!options.quiet)
    process.stdout.write(`${launchText(found)}\nKept at ${server.addressOfLaunch(found.id)}\n`);
  if (json !== undefined) writeText(json, `${JSON.stringify(found, null, 2)}\n`);
  if (markdown !== undefined) writeText(markdown, launchMarkdown(found));
  if (html !== undefined) writeText(html, await server.launchReport(found.id));
  return isWanted
    ? launchExitCode(found.readiness, options.failOnRisks ?? false)
    : EXIT_CODES.stoppedBySignal;
}

function rehearsalOf(plan: string, options: LaunchOptions): Rehearsal {
  const { environment, release = '', commit: gitCommit = '', note = '' } = options;
  const labels = { release, gitCommit, note };
  const settings = settingsOf(options);
  if (!existsSync(plan)) return { plan: { named: plan }, environment, ...labels, settings };
  const { name } = loadPlan(plan);
  return { plan: { name, text: readFileSync(plan, 'utf8') }, environment, ...labels, settings };
}

/** Throws Refused with all that is wrong. */
function settingsOf(options: LaunchOptions): StartLaunch['settings'] {
  const { peak: load, visitsPerHour, sessionSeconds } = options;
  const { safetyFactor, date, level, sustained, beyond } = options;
  const { most: mostLoad, precision, stepShortest, stepLongest, longest } = options;
  const byVisits = visitsPerHour !== undefined || sessionSeconds !== undefined;
  if (byVisits === (load !== undefined))
    throw new Refused('Name the expected peak: either --peak, or --visits-per-hour and --session-seconds.');
  const read = LaunchSettings.safeParse({
    peak: byVisits ? { by: 'visits', visitsPerHour, sessionSeconds } : { by: 'load', load },
    ...{ safetyFactor, date, level, sustained },
    search: { mostLoad, precision, stepShortest, stepLongest, longest, beyond },
  });
  if (read.success) return read.data;
  const said = read.error.issues.map(({ path, message }) => `${path.map(flagOf).join('.')}: ${message}`);
  throw new Refused(said.join('\n'));
}

/** A setting as it is typed: `visitsPerHour` is `visits-per-hour`. */
const flagOf = (name: PropertyKey) =>
  String(name).replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
