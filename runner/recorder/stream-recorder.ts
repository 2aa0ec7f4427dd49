import type { ErrorKind, SeriesSnapshot } from '../../lib/run/snapshot.ts';
import { LazyHistogram } from './latencies.ts';
import type { RequestTimes, SeriesRecorder } from './series-recorder.ts';

/**
 * What the sessions of one series did in the current second. A session is counted when it ends, its handshake when that is
 * answered and its messages as they go, so that long sessions are seen while they last.
 */
export class StreamRecorder {
  private readonly series: SeriesRecorder;
  private messagesReceived = 0;
  private messagesSent = 0;
  private readonly session = new LazyHistogram();
  private readonly firstMessage = new LazyHistogram();
  private readonly roundTrip = new LazyHistogram();

  constructor(series: SeriesRecorder) {
    this.series = series;
    series.stream = this;
  }

  /** The handshake was answered, and the session is open. */
  opened(times: RequestTimes, status: number): void {
    this.series.opened(times, status);
  }

  /** No session came about: the handshake failed. */
  notOpened(times: RequestTimes, status: number, error: ErrorKind): void {
    this.series.ended(times, status, error, 0, 0, 0);
  }

  /** An open session is over after `ms`; `error` says why it failed. */
  ended(ms: number, error: ErrorKind | null): void {
    this.series.sessionEnded(error);
    this.session.record(ms);
  }

  /** A session whose handshake was sent was cut off by the end of the run or of its VU. */
  cutOff(): void {
    this.series.cutOff(0, 0);
  }

  refusedHost(): void {
    this.series.refusedHost();
  }

  /** Bytes on the wire since the last time. */
  transferred(received: number, sent: number): void {
    this.series.transferred(received, sent);
  }

  received(): void {
    this.messagesReceived++;
    this.series.transferred(0, 0);
  }

  sent(): void {
    this.messagesSent++;
    this.series.transferred(0, 0);
  }

  /** Milliseconds from the start of the session to its first message, or until nobody waited for it any longer. */
  firstMessageAfter(ms: number): void {
    this.firstMessage.record(ms);
  }

  /** Milliseconds from a message sent to the one expected, or until nobody waited for it any longer. */
  roundTripOf(ms: number): void {
    this.roundTrip.record(ms);
  }

  /** Adds to a snapshot what happened since the last time. */
  fill(snapshot: SeriesSnapshot): void {
    snapshot.messagesReceived = this.messagesReceived;
    snapshot.messagesSent = this.messagesSent;
    snapshot.session = this.session.take();
    snapshot.firstMessage = this.firstMessage.take();
    snapshot.roundTrip = this.roundTrip.take();
    this.messagesReceived = this.messagesSent = 0;
  }
}
