import type { LaunchDetail, StartLaunch } from '../api/launches.ts';
import { PART_NAMES } from '../launch/report.ts';
import { EXIT_CODES } from './exit-code.ts';
import type { RunServer } from './run-server.ts';
import { idOf } from './server-names.ts';

export type Rehearsal = Omit<StartLaunch, 'planId' | 'environmentId'> & {
  /** Name or id of a plan on the server, or the text of a plan file, which is kept there first. */
  plan: { named: string } | { name: string; text: string };
  /** Name or id. */
  environment: string;
};

/** How often the server is asked how far it is. Milliseconds. */
const POLL_MS = 2000;

/**
 * Rehearses a launch on the server, and waits for its end. `isWanted` turned false stops what still goes on. Throws ServerProblem
 * when it cannot be asked for.
 */
export async function rehearseLaunch(
  server: RunServer,
  { plan, environment, ...asked }: Rehearsal,
  onProgress: (sentence: string, launch: LaunchDetail) => void,
  isWanted: () => boolean = () => true,
  pollMs = POLL_MS,
): Promise<LaunchDetail> {
  const environmentId = idOf('environment', await server.environments(), environment);
  const planId = await planIdOf(server, plan);
  let launch = await server.startLaunch({ ...asked, planId, environmentId });
  onProgress('The rehearsal is queued.', launch);
  let isStopped = false;
  while (launch.readiness === 'going-on') {
    if (!isStopped && !isWanted()) {
      isStopped = true;
      for (const { run } of launch.levels.toReversed())
        if (run.status !== 'finished') await server.stopRun(run.id);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    const next = await server.launch(launch.id);
    for (const [at, { part, run }] of next.levels.entries())
      if (run.status !== launch.levels[at]?.run.status && run.status === 'finished')
        onProgress(`${PART_NAMES[part]}: ${run.verdict}. ${run.endReason ?? ''}`, next);
    launch = next;
  }
  return launch;
}

async function planIdOf(server: RunServer, plan: Rehearsal['plan']): Promise<string> {
  const plans = await server.plans();
  if ('named' in plan) return idOf('plan', plans, plan.named);
  return (await server.savePlan(plan.text, plans.find(({ name }) => name === plan.name)?.id)).id;
}

/** Ready with risks passes, unless `failOnRisks`: whether to take them is for people to decide. */
export function launchExitCode(readiness: LaunchDetail['readiness'], failOnRisks: boolean): number {
  switch (readiness) {
    case 'ready':
      return EXIT_CODES.passed;
    case 'ready-with-risks':
      return failOnRisks ? EXIT_CODES.thresholdsFailed : EXIT_CODES.passed;
    case 'not-ready':
      return EXIT_CODES.thresholdsFailed;
    case 'incomplete':
    case 'going-on':
      return EXIT_CODES.invalidRun;
  }
}
