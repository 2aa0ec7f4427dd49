import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 10;

/** How long this process was kept from running. */
export class Lateness {
  private readonly delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });

  constructor() {
    this.delays.enable();
  }

  /** The longest since the last reset, milliseconds. */
  get maxMs(): number {
    return Math.max(0, this.delays.max / 1e6 - RESOLUTION_MS);
  }

  reset(): void {
    this.delays.reset();
  }
}
