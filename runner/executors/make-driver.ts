import type { Executor } from '../../lib/plan/executor.ts';
import { ArrivalRate } from './arrival-rate.ts';
import type { Driver, Job } from './driver.ts';
import { FixedIterations } from './fixed-iterations.ts';
import { LoopingVus } from './looping-vus.ts';

/** The driver of an executor. */
export function makeDriver(executor: Executor, job: Omit<Job, 'executor'>): Driver {
  switch (executor.type) {
    case 'constant-vus':
    case 'ramping-vus':
      return new LoopingVus({ ...job, executor });
    case 'constant-arrival-rate':
    case 'ramping-arrival-rate':
      return new ArrivalRate({ ...job, executor });
    case 'per-vu-iterations':
    case 'shared-iterations':
      return new FixedIterations({ ...job, executor });
  }
}
