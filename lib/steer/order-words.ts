import { formatCount, formatSpan, threeDigits } from '../format/format.ts';
import type { Executor } from '../plan/executor.ts';
import type { SteerOrder } from './order.ts';

/** `40 users`, `12.5 iterations per second`. */
export function loadInWords(executor: Pick<Executor, 'type'>, value: number): string {
  if (executor.type === 'constant-arrival-rate' || executor.type === 'ramping-arrival-rate')
    return `${threeDigits(value)} iterations per second`;
  return value === 1 ? '1 user' : `${formatCount(value)} users`;
}

/** An order as the list of events tells it. */
export function orderInWords(
  order: SteerOrder,
  scenarios: readonly { name: string; executor: Pick<Executor, 'type'> }[],
): string {
  const named = scenarios.find(({ name }) => name === order.scenario) ?? scenarios[0];
  const whose = scenarios.length > 1 && order.scenario !== undefined ? `${order.scenario}: ` : '';
  switch (order.kind) {
    case 'set':
      return `${whose}set to ${named ? loadInWords(named.executor, order.value) : order.value}`;
    case 'extend':
      return `${whose}this stage extended by ${formatSpan(order.ms / 1000)}`;
    default:
      return `${whose}${WORDS[order.kind]}`;
  }
}

const WORDS = {
  hold: 'this load held',
  'go-on': 'goes on',
  skip: 'skipped to the next stage',
  pause: 'paused',
  resume: 'resumed',
  stop: 'stopped gracefully: nothing new starts',
} as const;
