import type { LaunchFindings } from '../../launch/launch-findings.ts';
import { launchFindings } from '../../launch/launch-findings.ts';
import type { LaunchRehearsal } from '../../launch/report.ts';
import type { ServerContext } from '../context.ts';
import { getRunFindings } from '../findings/run-findings.ts';

/** What the runs of a rehearsal found so far, as one list. A run that did not last says nothing. */
export async function findingsOfLaunch(
  ctx: ServerContext,
  { levels, unit }: LaunchRehearsal,
): Promise<LaunchFindings> {
  const parts = [];
  for (const { part, load, run } of levels) {
    if (run.status !== 'finished' || run.durationSeconds === null || run.durationSeconds < 1) continue;
    const found = await getRunFindings({ ctx, input: { id: run.id } });
    if (found.findings.length + found.unseen.length === 0 && run.figures === null) continue;
    parts.push({ part, load, runId: run.id, seconds: run.durationSeconds, found });
  }
  return launchFindings(parts, unit);
}
