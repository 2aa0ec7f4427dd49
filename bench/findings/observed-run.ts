import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunEvidence } from '../../lib/findings/run-evidence.ts';
import { formatDuration } from '../../lib/plan/duration.ts';
import { Environment } from '../../lib/plan/environment.ts';
import type { Plan } from '../../lib/plan/plan.ts';
import { readPlan } from '../../lib/plan-file/plan-file.ts';
import { ProbeLedger } from '../../lib/probe/probe-record.ts';
import { conductRun, type RunOutput } from '../../lib/run/conduct.ts';
import { watchProbes } from '../../runner/probe/watch-probes.ts';
import { startRun } from '../../runner/run.ts';

import type { BenchDatabase } from './database.ts';

const SHOP_PLAN = join(import.meta.dirname, '../../examples/plans/shop.yaml');

/** The shop's own plan, as long as asked, with so many times its visitors. */
export function shortShopPlan(seconds: number, times: number): Plan {
  const read = readPlan(readFileSync(SHOP_PLAN, 'utf8'));
  if (!read.ok) throw new Error('examples/plans/shop.yaml is no plan');
  const scenarios = read.plan.scenarios.map((scenario): Plan['scenarios'][number] => {
    if (scenario.executor.type !== 'ramping-vus') return scenario;
    const [first] = scenario.executor.stages;
    const vus = (first?.target ?? 1) * times;
    const stages = [
      { duration: '2s', target: vus },
      { duration: formatDuration(seconds * 1000), target: vus },
      { duration: '1s', target: 0 },
    ];
    return { ...scenario, executor: { ...scenario.executor, stages } };
  });
  return { ...read.plan, scenarios, thresholds: [] };
}

/** Runs a plan against a target with its page of metrics as a probe, and its database as another; gives what rules look at. */
export async function observedRun(
  plan: Plan,
  baseUrl: string,
  database?: BenchDatabase,
): Promise<RunEvidence> {
  const environment = Environment.parse({
    baseUrl,
    allowedHosts: database ? [new URL(baseUrl).host, `${database.probe.host}:${database.probe.port}`] : [],
    probes: [
      { type: 'prometheus', name: 'Shop', url: '/metrics', every: '1s' },
      ...(database ? [{ ...database.probe, every: '1s', password: '{{dbPassword}}' }] : []),
    ],
  });
  const secrets: Record<string, string> = database ? { dbPassword: database.password } : {};
  const place = { environment, secrets };
  const ledger = new ProbeLedger();
  let watch: ReturnType<typeof watchProbes> | undefined;
  const probes: RunOutput = {
    onEvent: ({ type }) => {
      if (type === 'started') watch = watchProbes(place, (line) => ledger.add(line));
    },
    close: () => watch?.stop(),
  };
  const { summary, state } = await conductRun({
    startRun,
    request: { plan, ...place },
    release: null,
    outputs: [probes],
  }).finished;
  return {
    plan,
    summary,
    points: state.points.map((point) => ({ ...point, seconds: 1 })),
    probes: ledger.probes,
    samples: state.failures.exchanges(),
  };
}
