import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { WorkerHealth } from '../../lib/run/snapshot.ts';

const RESOLUTION_MS = 10;

/** Watches what this worker uses, and how late it is with its work. */
export class SelfWatch {
  private readonly worker: number;
  private readonly delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private cpu = process.cpuUsage();

  constructor(worker: number) {
    this.worker = worker;
  }

  start(): void {
    this.cpu = process.cpuUsage();
    this.delay.enable();
  }

  /** Since the last time it was asked. */
  take(): WorkerHealth {
    const now = process.cpuUsage();
    const cpuUs = now.user + now.system - this.cpu.user - this.cpu.system;
    this.cpu = now;
    // The histogram holds the distance between ticks; what exceeds the tick's own length is delay.
    const maxEventLoopDelayUs =
      this.delay.count === 0 ? 0 : Math.max(0, this.delay.max / 1000 - RESOLUTION_MS * 1000);
    this.delay.reset();
    return {
      worker: this.worker,
      cpuUs,
      maxEventLoopDelayUs: Math.round(maxEventLoopDelayUs),
      rssBytes: process.memoryUsage.rss(),
      gcUs: 0,
      maxGcPauseUs: 0,
      sockets: 0,
      openFiles: 0,
    };
  }
}
