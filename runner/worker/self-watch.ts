import type { WorkerHealth } from '../../lib/run/snapshot.ts';
import { GcWatch } from './gc-watch.ts';
import { LoopWatch } from './loop-watch.ts';

/** Watches what this worker uses, and how late it is with its work. */
export class SelfWatch {
  private readonly worker: number;
  private readonly sockets: { readonly open: number };
  private readonly gc = new GcWatch();
  private readonly loop = new LoopWatch();
  private cpu = process.cpuUsage();

  constructor(worker: number, sockets: { readonly open: number }) {
    this.worker = worker;
    this.sockets = sockets;
  }

  start(): void {
    this.cpu = process.cpuUsage();
    this.loop.start();
    this.gc.start();
  }

  stop(): void {
    this.loop.stop();
    this.gc.stop();
  }

  /** Since the last time it was asked. */
  take(): WorkerHealth {
    const now = process.cpuUsage();
    const cpuUs = now.user + now.system - this.cpu.user - this.cpu.system;
    this.cpu = now;
    return {
      worker: this.worker,
      cpuUs,
      maxEventLoopDelayUs: this.loop.take(),
      rssBytes: process.memoryUsage.rss(),
      ...this.gc.take(),
      sockets: this.sockets.open,
      // A locked-down worker cannot know; its supervisor fills it in.
      openFiles: 0,
    };
  }
}
