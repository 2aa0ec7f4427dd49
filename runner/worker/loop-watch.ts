const TICK_MS = 10;

/**
 * Measures how late the event loop comes to a timer that is due every 10 ms. Unlike Node's own monitor, which forgets its
 * last tick when it is reset, it has no blind spot: a delay that still goes on when it is asked counts as far as it came.
 */
export class LoopWatch {
  private timer: NodeJS.Timeout | null = null;
  private dueMs = Number.POSITIVE_INFINITY;
  private worstMs = 0;

  start(): void {
    this.dueMs = performance.now() + TICK_MS;
    this.timer = setInterval(() => {
      this.look();
      this.dueMs = performance.now() + TICK_MS;
    }, TICK_MS);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.dueMs = Number.POSITIVE_INFINITY;
  }

  /** The worst delay since the last time it was asked, whole microseconds. */
  take(): number {
    this.look();
    const us = Math.round(this.worstMs * 1000);
    this.worstMs = 0;
    return us;
  }

  private look(): void {
    const late = performance.now() - this.dueMs;
    if (late > this.worstMs) this.worstMs = late;
  }
}
