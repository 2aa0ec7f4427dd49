import { formatDuration, parseDuration } from '@/lib/plan/duration.ts';
import type { Executor, ExecutorType } from '@/lib/plan/executor.ts';

/** What executors have in common, whatever they are. */
type Wish = { users: number; rate: number; durationMs: number; iterations: number; gracefulStop: string };

/** Another executor that asks for about the same load, so that trying one out loses little. */
export function convertExecutor(executor: Executor, type: ExecutorType): Executor {
  if (executor.type === type) return executor;
  const { users, rate, durationMs, iterations, gracefulStop } = wishOf(executor);
  const duration = formatDuration(durationMs);
  switch (type) {
    case 'ramping-vus':
      return { type, startVUs: 0, stages: ramp(users, durationMs), gracefulRampDown: '30s', gracefulStop };
    case 'constant-vus':
      return { type, vus: users, duration, gracefulStop };
    case 'constant-arrival-rate':
      return {
        type,
        rate,
        timeUnit: '1s',
        duration,
        preAllocatedVUs: 1,
        maxVUs: maxVus(users, rate),
        gracefulStop,
      };
    case 'ramping-arrival-rate':
      return {
        type,
        startRate: 0,
        timeUnit: '1s',
        stages: ramp(rate, durationMs),
        preAllocatedVUs: 1,
        maxVUs: maxVus(users, rate),
        gracefulStop,
      };
    case 'per-vu-iterations':
      return { type, vus: users, iterations, maxDuration: duration, gracefulStop };
    case 'shared-iterations':
      return { type, vus: users, iterations, maxDuration: duration, gracefulStop };
  }
}

/** A tenth of the time up, most of it there, a tenth down. */
function ramp(target: number, durationMs: number) {
  const edge = Math.max(1000, Math.round(durationMs / 10_000) * 1000);
  const hold = Math.max(1000, durationMs - 2 * edge);
  return [
    { duration: formatDuration(edge), target },
    { duration: formatDuration(hold), target },
    { duration: formatDuration(edge), target: 0 },
  ];
}

/** Enough for iterations of two seconds. */
const maxVus = (users: number, rate: number) => Math.max(users, Math.ceil(rate * 2), 1);

function wishOf(executor: Executor): Wish {
  const usual: Wish = {
    users: 10,
    rate: 10,
    durationMs: 60_000,
    iterations: 1,
    gracefulStop: executor.gracefulStop,
  };
  switch (executor.type) {
    case 'ramping-vus': {
      const users = highest(executor.stages, 10);
      return { ...usual, users, rate: users, durationMs: lengthOf(executor.stages) };
    }
    case 'constant-vus': {
      const users = number(executor.vus, 10);
      return { ...usual, users, rate: users, durationMs: ms(executor.duration) };
    }
    case 'constant-arrival-rate':
      return {
        ...usual,
        users: number(executor.maxVUs, 10),
        rate: number(executor.rate, 10),
        durationMs: ms(executor.duration),
      };
    case 'ramping-arrival-rate':
      return {
        ...usual,
        users: number(executor.maxVUs, 10),
        rate: highest(executor.stages, 10),
        durationMs: lengthOf(executor.stages),
      };
    case 'per-vu-iterations':
    case 'shared-iterations': {
      const users = number(executor.vus, 10);
      return {
        ...usual,
        users,
        rate: users,
        iterations: number(executor.iterations, 1),
        durationMs: ms(executor.maxDuration),
      };
    }
  }
}

/** Fields may hold what was typed instead of a number. */
const number = (value: unknown, otherwise: number) =>
  typeof value === 'number' && value > 0 ? value : otherwise;
const ms = (text: string) => parseDuration(text) || 60_000;
const highest = (stages: { target: unknown }[], otherwise: number) =>
  number(Math.max(...stages.map(({ target }) => number(target, 0))), otherwise);
const lengthOf = (stages: { duration: string }[]) =>
  stages.reduce((total, { duration }) => total + (parseDuration(duration) ?? 0), 0) || 60_000;
