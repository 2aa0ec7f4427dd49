import { ERROR_KINDS, type ErrorKind, type SeriesSnapshot } from '../../lib/run/snapshot.ts';
import { LazyHistogram } from './latencies.ts';
import type { StreamRecorder } from './stream-recorder.ts';

/** Times of one request on the run's clock, milliseconds. NaN where it did not come that far. */
export type RequestTimes = {
  /** When it should have gone out. */
  dueMs: number;
  /** When it went out: its first byte, or the start of connecting when a connection had to be made for it. */
  startMs: number;
  /** When its first byte went out. */
  sentMs: number;
  firstByteMs: number;
  endMs: number;
  /** Lengths; NaN when no connection was made for this request, and `dnsMs` also when its address was known. */
  dnsMs: number;
  connectingMs: number;
  tlsMs: number;
};

const NOTHING = new Uint8Array(0);
const HIGHEST_STATUS = 999;

/** What one series did in the current second. */
export class SeriesRecorder {
  /** Of a series of sessions. */
  stream: StreamRecorder | null = null;
  private readonly series: number;
  private touched = false;
  private count = 0;
  private failed = 0;
  private interrupted = 0;
  private refused = 0;
  private bytesReceived = 0;
  private bytesSent = 0;
  private bytesDecoded = 0;
  private connections = 0;
  private readonly statuses = new Uint32Array(HIGHEST_STATUS + 1);
  private readonly seenStatuses: number[] = [];
  private readonly errors = new Uint32Array(ERROR_KINDS.length);
  private readonly responseTime = new LazyHistogram();
  private readonly serviceTime = new LazyHistogram();
  private readonly sendDelay = new LazyHistogram();
  private readonly dns = new LazyHistogram();
  private readonly connecting = new LazyHistogram();
  private readonly tls = new LazyHistogram();
  private readonly waiting = new LazyHistogram();
  private readonly receiving = new LazyHistogram();

  constructor(series: number) {
    this.series = series;
  }

  /**
   * A request ended: with a response (`status`), with an error, or with both when the status is the error. `received` and
   * `sent` are bytes on the wire, `decoded` those of the body without its content encoding.
   */
  ended(
    times: RequestTimes,
    status: number,
    error: ErrorKind | null,
    received: number,
    sent: number,
    decoded: number,
  ): void {
    this.touched = true;
    this.count++;
    if (error !== null) {
      this.failed++;
      this.countError(error);
    }
    if (status > 0) this.countStatus(status);
    this.bytesReceived += received;
    this.bytesSent += sent;
    this.bytesDecoded += decoded;
    const { dueMs, startMs, sentMs, firstByteMs, endMs } = times;
    this.responseTime.record(endMs - dueMs);
    this.serviceTime.record(endMs - startMs);
    this.sendDelay.record(startMs - dueMs);
    if (times.dnsMs >= 0) this.dns.record(times.dnsMs);
    if (times.connectingMs >= 0) {
      this.connections++;
      this.connecting.record(times.connectingMs);
    }
    if (times.tlsMs >= 0) this.tls.record(times.tlsMs);
    if (firstByteMs >= sentMs) {
      this.waiting.record(firstByteMs - sentMs);
      this.receiving.record(endMs - firstByteMs);
    }
  }

  /** A request that was sent was cut off by the end of the run or of its VU. */
  cutOff(received: number, sent: number): void {
    this.touched = true;
    this.interrupted++;
    this.bytesReceived += received;
    this.bytesSent += sent;
  }

  /** The handshake of a session was answered. The session itself is counted when it ends. */
  opened(times: RequestTimes, status: number): void {
    const { dueMs, startMs, sentMs, firstByteMs, endMs } = times;
    this.touched = true;
    this.countStatus(status);
    this.responseTime.record(endMs - dueMs);
    this.serviceTime.record(endMs - startMs);
    this.sendDelay.record(startMs - dueMs);
    if (times.dnsMs >= 0) this.dns.record(times.dnsMs);
    if (times.connectingMs >= 0) {
      this.connections++;
      this.connecting.record(times.connectingMs);
    }
    if (times.tlsMs >= 0) this.tls.record(times.tlsMs);
    if (firstByteMs >= sentMs) this.waiting.record(firstByteMs - sentMs);
  }

  /** A session that was open ended. */
  sessionEnded(error: ErrorKind | null): void {
    this.touched = true;
    this.count++;
    if (error === null) return;
    this.failed++;
    this.countError(error);
  }

  /** Bytes went over an open session, or a message did. */
  transferred(received: number, sent: number): void {
    this.touched = true;
    this.bytesReceived += received;
    this.bytesSent += sent;
  }

  /** A request was not sent because its host is not allowed. */
  refusedHost(): void {
    this.touched = true;
    this.refused++;
    this.countError('refused-host');
  }

  /** What happened since the last time; null when nothing did. */
  take(): SeriesSnapshot | null {
    if (!this.touched) return null;
    const snapshot: SeriesSnapshot = {
      series: this.series,
      count: this.count,
      failed: this.failed,
      interrupted: this.interrupted,
      refused: this.refused,
      statuses: this.takeStatuses(),
      errors: this.takeErrors(),
      bytesReceived: this.bytesReceived,
      bytesSent: this.bytesSent,
      bytesDecoded: this.bytesDecoded,
      connections: this.connections,
      messagesReceived: 0,
      messagesSent: 0,
      responseTime: this.responseTime.take(),
      serviceTime: this.serviceTime.take(),
      sendDelay: this.sendDelay.take(),
      dns: this.dns.take(),
      connecting: this.connecting.take(),
      tls: this.tls.take(),
      waiting: this.waiting.take(),
      receiving: this.receiving.take(),
      session: NOTHING,
      firstMessage: NOTHING,
      roundTrip: NOTHING,
    };
    this.stream?.fill(snapshot);
    this.touched = false;
    this.count = this.failed = this.interrupted = this.refused = 0;
    this.bytesReceived = this.bytesSent = this.bytesDecoded = this.connections = 0;
    return snapshot;
  }

  private countStatus(status: number): void {
    const index = Math.min(status, HIGHEST_STATUS);
    const before = this.statuses[index] ?? 0;
    if (before === 0) this.seenStatuses.push(index);
    this.statuses[index] = before + 1;
  }

  private countError(kind: ErrorKind): void {
    const index = ERROR_KINDS.indexOf(kind);
    this.errors[index] = (this.errors[index] ?? 0) + 1;
  }

  private takeStatuses(): Record<string, number> {
    const taken: Record<string, number> = {};
    for (const status of this.seenStatuses) {
      taken[status] = this.statuses[status] ?? 0;
      this.statuses[status] = 0;
    }
    this.seenStatuses.length = 0;
    return taken;
  }

  private takeErrors(): SeriesSnapshot['errors'] {
    const taken: SeriesSnapshot['errors'] = {};
    ERROR_KINDS.forEach((kind, index) => {
      const count = this.errors[index] ?? 0;
      if (count > 0) taken[kind] = count;
      this.errors[index] = 0;
    });
    return taken;
  }
}
