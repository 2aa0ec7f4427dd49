import type { RunOutcome } from '../lib/run/conduct.ts';
import type { RunRequest } from '../lib/run/engine.ts';
import { textSummary } from '../runner/script/modules/jslib/k6-summary.ts';
import { handleSummary } from '../runner/script/summary/handle-summary.ts';
import { summaryData } from '../runner/script/summary/summary-data.ts';
import { writeSummaryFiles } from '../runner/script/summary/summary-files.ts';
import { say } from './say.ts';

/** Prints what the script says of its run, or what k6 would, and writes the files that it gives. */
export async function tellOfScript(
  request: RunRequest,
  { state, summary, reason }: RunOutcome,
  quiet: boolean,
) {
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
  if (reason.kind === 'script-failed' || !['passed', 'failed'].includes(summary.verdict))
    say('error', summary.endReason);
}
