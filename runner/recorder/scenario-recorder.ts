import type { ScenarioSnapshot } from '../../lib/run/snapshot.ts';
import { LazyHistogram } from './latencies.ts';

/** What one scenario did in the current second. */
export class ScenarioRecorder {
  private readonly scenario: number;
  private vusNow = 0;
  private mostVus = 0;
  private iterations = 0;
  private interruptedIterations = 0;
  private droppedIterations = 0;
  private failedIterations = 0;
  private readonly iterationDuration = new LazyHistogram();

  constructor(scenario: number) {
    this.scenario = scenario;
  }

  /** VUs at work now. */
  get vus(): number {
    return this.vusNow;
  }

  set vus(vus: number) {
    this.vusNow = vus;
    if (vus > this.mostVus) this.mostVus = vus;
  }

  /** An iteration was performed to its end; `ms` from when it was due. */
  completed(ms: number): void {
    this.iterations++;
    this.iterationDuration.record(ms);
  }

  /** An iteration was cut off by a ramp-down, a stop or the end. */
  interrupted(): void {
    this.interruptedIterations++;
  }

  /** Iterations were demanded by the schedule and could not be started. */
  dropped(count = 1): void {
    this.droppedIterations += count;
  }

  /** An iteration was ended early by an error of the plan. */
  failed(): void {
    this.failedIterations++;
  }

  take(): ScenarioSnapshot {
    const snapshot: ScenarioSnapshot = {
      scenario: this.scenario,
      vus: this.mostVus,
      iterations: this.iterations,
      interruptedIterations: this.interruptedIterations,
      droppedIterations: this.droppedIterations,
      failedIterations: this.failedIterations,
      iterationDuration: this.iterationDuration.take(),
    };
    this.mostVus = this.vusNow;
    this.iterations = this.interruptedIterations = this.droppedIterations = this.failedIterations = 0;
    return snapshot;
  }
}
