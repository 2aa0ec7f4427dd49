import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { LIMITS } from './generator-limits.ts';
import { msOf } from './latency-figures.ts';
import type { Snapshot } from './snapshot.ts';

/** A second in which so much of the environment's request ceiling was used is one in which requests were held back. */
const CEILING_SHARE = 0.9;
/** Seconds after the ceiling was reached in which requests that it held back may still end. */
const CEILING_ECHO_SECONDS = 10;

const inMs = (ms: number): string => `${ms >= 100 ? Math.round(ms) : Number(ms.toPrecision(3))} ms`;

/** How the load generator itself fared since the start of the run. */
export class GeneratorTally {
  cpuUs = 0;
  maxEventLoopDelayUs = 0;
  maxGcPauseUs = 0;
  private seconds = 0;
  private blockedSeconds = 0;
  private busySeconds = 0;
  /** Of requests that no ceiling held back on purpose. */
  private readonly sendDelay = new LatencyHistogram();
  private heldBackUntil = -1;
  private readonly maxRequestsPerSecond: number;

  constructor(maxRequestsPerSecond: number) {
    this.maxRequestsPerSecond = maxRequestsPerSecond;
  }

  add({ second, series, health }: Snapshot): void {
    this.seconds++;
    let busiestUs = 0;
    let delayUs = 0;
    for (const worker of health) {
      this.cpuUs += worker.cpuUs;
      busiestUs = Math.max(busiestUs, worker.cpuUs);
      delayUs = Math.max(delayUs, worker.maxEventLoopDelayUs);
      this.maxGcPauseUs = Math.max(this.maxGcPauseUs, worker.maxGcPauseUs);
    }
    this.maxEventLoopDelayUs = Math.max(this.maxEventLoopDelayUs, delayUs);
    if (delayUs > LIMITS.eventLoopDelayMs * 1000) this.blockedSeconds++;
    if (busiestUs > LIMITS.busyCores * 1e6) this.busySeconds++;

    const requests = series.reduce((total, one) => total + one.count + one.interrupted, 0);
    if (requests >= CEILING_SHARE * this.maxRequestsPerSecond)
      this.heldBackUntil = second + CEILING_ECHO_SECONDS;
    if (second <= this.heldBackUntil) return;
    for (const one of series) this.sendDelay.mergeEncoded(one.sendDelay);
  }

  /** Why the figures cannot be trusted, each in words with its figure; none when they can. */
  reasons(): string[] {
    const p99 = this.sendDelayMs(99);
    const share = (seconds: number) => seconds / Math.max(1, this.seconds);
    const of = (seconds: number) => `in ${seconds} of ${this.seconds} seconds`;
    const reasons: string[] = [];
    const late = LIMITS.sendDelay.find(
      ({ percent, ms }) => this.lateRequests(ms) >= LIMITS.lateRequests && this.sendDelayMs(percent) > ms,
    );
    if (late) {
      const found = inMs(this.sendDelayMs(late.percent));
      reasons.push(
        `requests were sent late: send delay p${late.percent} ${found}, where ${late.ms} ms are allowed`,
      );
    }
    if (this.blockedSeconds >= LIMITS.blockedSeconds && share(this.blockedSeconds) >= LIMITS.blockedShare) {
      const worst = inMs(msOf(this.maxEventLoopDelayUs));
      // No reason of its own: while garbage is collected the event loop stands still, so the pause is counted already.
      const pause = msOf(this.maxGcPauseUs);
      const cause = pause > LIMITS.eventLoopDelayMs ? ` (garbage collection took up to ${inMs(pause)})` : '';
      reasons.push(
        `a load worker stood still for more than ${LIMITS.eventLoopDelayMs} ms ${of(this.blockedSeconds)}, at worst ${worst}${cause}`,
      );
    }
    const busy = this.busySeconds >= LIMITS.busySeconds && share(this.busySeconds) >= LIMITS.busyShare;
    if (busy && p99 > LIMITS.busySendDelayMs) {
      reasons.push(
        `a load worker used its whole CPU core ${of(this.busySeconds)}, and send delay p99 was ${inMs(p99)}`,
      );
    }
    return reasons;
  }

  private sendDelayMs(percent: number): number {
    return msOf(this.sendDelay.percentile(percent));
  }

  /** Requests that were sent more than `ms` late. */
  private lateRequests(ms: number): number {
    let late = 0;
    this.sendDelay.forEachSlot((us, count) => {
      if (us > ms * 1000) late += count;
    });
    return late;
  }
}
