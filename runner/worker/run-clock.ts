/**
 * Milliseconds since the start of the run, with fractions. All workers of a run agree on the start, because it is given
 * on the machine's monotonic clock, which processes share.
 */
export class RunClock {
  private startedAt = Number.POSITIVE_INFINITY;

  /** The run starts at `monotonicNs` (nanoseconds, as `process.hrtime.bigint` counts them). */
  start(monotonicNs: bigint): void {
    this.startedAt = performance.now() + Number(monotonicNs - process.hrtime.bigint()) / 1e6;
  }

  /** Negative until the run starts. */
  now(): number {
    return performance.now() - this.startedAt;
  }
}
