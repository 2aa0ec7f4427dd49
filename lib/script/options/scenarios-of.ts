import type { z } from 'zod';
import type { PlanInput } from '../../plan/plan.ts';
import type { K6Scenario, Options } from './option-schema.ts';

type Scenario = PlanInput['scenarios'][number];
type Executor = Scenario['executor'];

/** k6's short forms stand for one scenario called `default`. */
export function scenariosOf(options: Options): Scenario[] {
  const one = (executor: Executor): Scenario[] => [{ name: 'default', executor, script: {} }];
  const { scenarios, stages, iterations, duration } = options;
  if (scenarios && Object.keys(scenarios).length > 0)
    return Object.entries(scenarios).map(([name, scenario]) => scenarioOf(name, scenario));
  const count = Math.max(1, options.vus ?? 1);
  if (iterations)
    return one({
      type: 'shared-iterations',
      vus: Math.min(count, iterations),
      iterations,
      maxDuration: duration ?? '10m',
    });
  if (duration) return one({ type: 'constant-vus', vus: count, duration });
  if (stages && stages.length > 0) return one({ type: 'ramping-vus', startVUs: options.vus ?? 1, stages });
  return one({ type: 'per-vu-iterations', vus: 1, iterations: 1 });
}

function scenarioOf(name: string, scenario: z.output<typeof K6Scenario>): Scenario {
  const { startTime, exec, env, tags } = scenario;
  return {
    name,
    startTime: startTime ?? '0s',
    executor: executorOf(scenario),
    script: { exec: exec ?? 'default', env: env ?? {}, tags: tags ?? {} },
  };
}

function executorOf(scenario: z.output<typeof K6Scenario>): Executor {
  const { gracefulStop } = scenario;
  switch (scenario.executor) {
    case 'shared-iterations':
    case 'per-vu-iterations': {
      const { vus: count = 1, iterations = 1, maxDuration } = scenario;
      return { type: scenario.executor, vus: count, iterations, maxDuration, gracefulStop };
    }
    case 'constant-vus':
      return { type: 'constant-vus', vus: scenario.vus ?? 1, duration: scenario.duration, gracefulStop };
    case 'ramping-vus': {
      const { startVUs = 1, stages, gracefulRampDown } = scenario;
      return { type: 'ramping-vus', startVUs, stages, gracefulRampDown, gracefulStop };
    }
    case 'constant-arrival-rate': {
      const { rate, timeUnit, duration, preAllocatedVUs, maxVUs } = scenario;
      return {
        type: 'constant-arrival-rate',
        rate,
        timeUnit,
        duration,
        preAllocatedVUs,
        maxVUs: maxVUs ?? Math.max(1, preAllocatedVUs),
        gracefulStop,
      };
    }
    case 'ramping-arrival-rate': {
      const { startRate, stages, timeUnit, preAllocatedVUs, maxVUs } = scenario;
      return {
        type: 'ramping-arrival-rate',
        startRate,
        stages,
        timeUnit,
        preAllocatedVUs,
        maxVUs: maxVUs ?? Math.max(1, preAllocatedVUs),
        gracefulStop,
      };
    }
  }
}
