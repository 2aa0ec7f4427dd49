import { Environment } from '../../plan/environment.ts';
import { Plan, type PlanInput } from '../../plan/plan.ts';
import { seriesOf } from '../../run/series.ts';
import type { CapacityReport } from '../report.ts';
import { CapacitySearch } from '../search.ts';
import { CapacitySettings, type CapacitySettingsInput } from '../settings.ts';
import { searchSetupOf } from '../setup.ts';
import { SimulatedTarget, type TargetModel } from './simulated-target.ts';

export type SimulatedSearch = {
  model: TargetModel;
  thresholds: NonNullable<PlanInput['thresholds']>;
  settings?: CapacitySettingsInput;
  environment?: Partial<Environment>;
  /** What a second may do beside the model. */
  disturb?: (target: SimulatedTarget, second: number) => void;
};

/** A whole search in virtual time; a change of load takes effect a quarter of a second after it was ordered. */
export function simulateSearch({ model, thresholds, settings, environment, disturb }: SimulatedSearch): {
  report: CapacityReport;
  seconds: number;
} {
  const plan = Plan.parse({
    version: 1,
    name: 'Simulated',
    scenarios: [
      {
        name: 'Users',
        executor: model.think
          ? { type: 'constant-vus', vus: 10, duration: '60s' }
          : { type: 'constant-arrival-rate', rate: 10, duration: '60s', maxVUs: 100_000 },
        steps: [{ type: 'request', name: 'Home', url: '/' }],
      },
    ],
    thresholds,
  });
  const place = Environment.parse({
    baseUrl: 'http://127.0.0.1',
    maxVUs: 100_000,
    maxRequestsPerSecond: 1_000_000,
    ...environment,
  });
  const asked = CapacitySettings.parse(settings ?? {});
  const given = searchSetupOf(plan, place, asked);
  if ('problems' in given) throw new Error(given.problems.join('\n'));
  const search = new CapacitySearch(given.plan, given.setup, place);
  const series = seriesOf(given.plan);
  const target = new SimulatedTarget(model);
  target.set(given.setup.range.startLoad);
  let change: { load: number; into: number } | undefined;
  for (let second = 0; second < 100_000; second++) {
    disturb?.(target, second);
    const snapshot = target.pass(change);
    change = undefined;
    for (const order of search.after(snapshot, series)) {
      if (order.kind === 'stop') {
        search.ended({ kind: 'completed' });
        return { report: search.report(), seconds: second + 1 };
      }
      if (order.kind !== 'set') throw new Error(`A search does not ${order.kind}`);
      change = { load: order.value, into: 0.25 };
      search.taken({ ok: true, atMs: (second + 1.25) * 1000, acts: [] });
    }
  }
  throw new Error('The search does not end');
}
