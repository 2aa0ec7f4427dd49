import { availableParallelism } from 'node:os';
import { peakRate, planPeak } from '../../lib/load/peak.ts';
import type { Plan } from '../../lib/plan/plan.ts';
import type { Step } from '../../lib/plan/step.ts';
import { stepListsOf } from '../../lib/plan/step-lists.ts';
import { isStreamStep } from '../../lib/plan/stream-step.ts';
import { childSteps } from '../../lib/run/series.ts';
import { filesPerProcess } from './machine.ts';

/** More than this is a typing error. */
export const MOST_WORKERS = 256;

/** Files that a worker needs beside its connections, with room to spare. */
export const OTHER_FILES = 300;
/** A worker more for so many VUs or iterations per second, as long as there are cores. */
const VUS_PER_WORKER = 50;
const RATE_PER_WORKER = 2000;

/**
 * How many load workers a plan needs: one for a low load, up to one per core but one for a high load, and more where
 * one process could not open all its connections.
 */
export function workersNeeded(plan: Plan, cores = availableParallelism(), files = filesPerProcess()): number {
  const { vus } = planPeak(plan);
  const rate = plan.scenarios.reduce((sum, { executor }) => sum + peakRate(executor), 0);
  const forLoad = Math.min(
    Math.max(1, cores - 1),
    Math.ceil(Math.max(vus / VUS_PER_WORKER, rate / RATE_PER_WORKER)),
  );
  const forConnections = Math.ceil((vus * originsOf(plan)) / Math.max(1, files - OTHER_FILES));
  return Math.min(MOST_WORKERS, Math.max(1, forLoad, forConnections));
}

/** Targets that every VU may be connected to at once. */
function originsOf(plan: Plan): number {
  const origins = new Set<string>();
  const visit = (steps: readonly Step[]) => {
    for (const step of steps) {
      if (step.type === 'request' || isStreamStep(step)) origins.add(originOf(step.url));
      visit(childSteps(step));
    }
  };
  for (const { steps } of stepListsOf(plan)) visit(steps);
  return Math.max(1, origins.size);
}

/** Sessions have connections of their own, so that a `ws://` address is not the same as an `http://` one. */
const originOf = (url: string) => /^(https?|wss?):\/\/[^/?]*/i.exec(url)?.[0].toLowerCase() ?? '';
