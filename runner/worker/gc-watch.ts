import { type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';

/** Adds up how long garbage collection makes this process stand still. */
export class GcWatch {
  private pausesUs = 0;
  private longestUs = 0;
  private readonly observer = new PerformanceObserver((list) => this.add(list.getEntries()));

  start(): void {
    this.observer.observe({ entryTypes: ['gc'] });
  }

  stop(): void {
    this.observer.disconnect();
  }

  /** Since the last time it was asked, whole microseconds. */
  take(): { gcUs: number; maxGcPauseUs: number } {
    // Entries are handed over in a later turn; those that wait belong to this second already.
    this.add(this.observer.takeRecords());
    const taken = { gcUs: Math.round(this.pausesUs), maxGcPauseUs: Math.round(this.longestUs) };
    this.pausesUs = this.longestUs = 0;
    return taken;
  }

  private add(entries: readonly PerformanceEntry[]): void {
    for (const { duration } of entries) {
      const us = duration * 1000;
      this.pausesUs += us;
      if (us > this.longestUs) this.longestUs = us;
    }
  }
}
