import { copyFileSync, openAsBlob } from 'node:fs';
import { comparisonText } from '../lib/gate/comparison-text.ts';
import { FIRST_RUN_FORMS } from '../lib/gate/first-run.ts';
import { EXIT_CODES } from '../lib/headless/exit-code.ts';
import { Gate } from '../lib/headless/gate.ts';
import { ServerProblem } from '../lib/headless/run-server.ts';
import type { Environment } from '../lib/plan/environment.ts';
import type { Plan } from '../lib/plan/plan.ts';
import { RUN_FILE_EXTENSION } from '../lib/record/run-file-type.ts';
import { checkWritable, writeText } from './output-files.ts';
import { Refused } from './refused.ts';
import { REPORT_FORMS, reportForms } from './report-forms.ts';
import type { RunOptions } from './run-options.ts';

/** Undefined when the run is kept nowhere but here. Whatever cannot work is said before any load is sent. */
export async function openGate(
  options: RunOptions,
  plan: Plan,
  environment: Environment,
): Promise<Gate | undefined> {
  for (const form of [...reportForms(), 'html' as const]) {
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

/** Whether the gates let the run through. A run that the server does not take is kept here, so that it can be imported. */
export async function keepAndCompare(gate: Gate, record: string, options: RunOptions): Promise<boolean> {
  const stored = await openAsBlob(record)
    .then((file) => gate.store(file))
    .catch((error: unknown) => {
      if (!(error instanceof ServerProblem)) throw error;
      const kept = options.record ?? rescued(record);
      throw new Refused(
        `The run could not be kept or compared: ${error.message}\nIts record is ${kept}; it can be imported on the Runs page.`,
        EXIT_CODES.invalidRun,
      );
    });
  const { run, address, compared, note } = stored;
  if (note !== null && !options.quiet) process.stdout.write(`${note}\n`);
  if (compared && !options.quiet) process.stdout.write(`\n${comparisonText(compared.comparison)}`);
  for (const form of reportForms()) {
    const file = options[form];
    if (file === undefined) continue;
    const first = { run, note: note ?? '' };
    writeText(file, compared ? REPORT_FORMS[form](compared.comparison) : FIRST_RUN_FORMS[form](first));
  }
  if (options.html !== undefined) writeText(options.html, await gate.report(stored));
  if (!options.quiet) process.stdout.write(`Kept at ${address}\n`);
  return !compared || compared.comparison.broken.length === 0;
}

/** Puts a temporary record where its owner finds it. */
function rescued(record: string): string {
  const path = `rehearsal-run-${Date.now()}${RUN_FILE_EXTENSION}`;
  copyFileSync(record, path);
  return path;
}
