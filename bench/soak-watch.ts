import { LatencyHistogram } from '../lib/histogram/latency-histogram.ts';
import type { Snapshot } from '../lib/run/snapshot.ts';

export const WINDOW_SECONDS = 10;

/** Ten seconds of a soak. Bytes and sockets are those at their end. */
export type SoakWindow = {
  /** Seconds since the start, at the end of the window. */
  second: number;
  /** Requests that ended. */
  requestsPerSecond: number;
  failed: number;
  dropped: number;
  sendDelayP99Ms: number;
  serviceTimeP99Ms: number;
  /** Resident bytes of the supervisor, what of that is its heap, and those of each worker. */
  supervisorRss: number;
  supervisorHeap: number;
  workersRss: number[];
  sockets: number;
  openFiles: number;
  /** Share of one core, all processes. */
  cpu: number;
  maxGcPauseMs: number;
};

/** Adds seconds up to windows. */
export class SoakWatch {
  readonly windows: SoakWindow[] = [];
  private readonly onWindow: (window: SoakWindow) => void;
  /** Of the whole soak. */
  readonly allSendDelay = new LatencyHistogram();
  private readonly sendDelay = new LatencyHistogram();
  private readonly serviceTime = new LatencyHistogram();
  private requests = 0;
  private failed = 0;
  private dropped = 0;
  private workersCpuUs = 0;
  private maxGcPauseUs = 0;
  private ownCpu = process.cpuUsage();

  constructor(onWindow: (window: SoakWindow) => void) {
    this.onWindow = onWindow;
  }

  add({ second, series, scenarios, health }: Snapshot): void {
    for (const part of series) {
      this.requests += part.count;
      this.failed += part.failed;
      this.sendDelay.mergeEncoded(part.sendDelay);
      this.allSendDelay.mergeEncoded(part.sendDelay);
      this.serviceTime.mergeEncoded(part.serviceTime);
    }
    for (const { droppedIterations } of scenarios) this.dropped += droppedIterations;
    for (const { cpuUs, maxGcPauseUs } of health) {
      this.workersCpuUs += cpuUs;
      this.maxGcPauseUs = Math.max(this.maxGcPauseUs, maxGcPauseUs);
    }
    if ((second + 1) % WINDOW_SECONDS === 0 && health.length > 0) this.close(second + 1, health);
  }

  private close(second: number, health: Snapshot['health']): void {
    const own = process.cpuUsage(this.ownCpu);
    this.ownCpu = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    const window = {
      second,
      requestsPerSecond: this.requests / WINDOW_SECONDS,
      failed: this.failed,
      dropped: this.dropped,
      sendDelayP99Ms: this.sendDelay.percentile(99) / 1000,
      serviceTimeP99Ms: this.serviceTime.percentile(99) / 1000,
      supervisorRss: rss,
      supervisorHeap: heapUsed,
      workersRss: health.map(({ rssBytes }) => rssBytes),
      sockets: health.reduce((sum, { sockets }) => sum + sockets, 0),
      openFiles: health.reduce((sum, { openFiles }) => sum + openFiles, 0),
      cpu: (this.workersCpuUs + own.user + own.system) / 1e6 / WINDOW_SECONDS,
      maxGcPauseMs: this.maxGcPauseUs / 1000,
    };
    this.windows.push(window);
    this.onWindow(window);
    this.sendDelay.reset();
    this.serviceTime.reset();
    this.requests = this.failed = this.dropped = this.workersCpuUs = this.maxGcPauseUs = 0;
  }
}
