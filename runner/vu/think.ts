import type { z } from 'zod';
import { durationMs } from '../../lib/plan/duration.ts';
import type { Pacing } from '../../lib/plan/pacing.ts';
import type { ThinkTime } from '../../lib/plan/step.ts';

/** A function that draws the next think time, in milliseconds; never below zero. */
export function compileThink(time: z.output<typeof ThinkTime>): () => number {
  switch (time.distribution) {
    case 'constant': {
      const ms = durationMs(time.duration);
      return () => ms;
    }
    case 'uniform': {
      const from = durationMs(time.min);
      const range = durationMs(time.max) - from;
      return () => from + Math.random() * range;
    }
    case 'normal': {
      const mean = durationMs(time.mean);
      const deviation = durationMs(time.deviation);
      return () => Math.max(0, mean + deviation * standardNormal());
    }
  }
}

/** A function that draws the next period of pacing, in milliseconds. */
export function compilePacing(pacing: Pacing): () => number {
  if (pacing.distribution === 'constant')
    return compileThink({ distribution: 'constant', duration: pacing.period });
  return compileThink(pacing);
}

/** Box and Muller. */
function standardNormal(): number {
  return Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random());
}
