import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import type { StreamKind } from '../plan/stream-step.ts';
import { latencyFigures } from './latency-figures.ts';
import type { SeriesSnapshot } from './snapshot.ts';
import type { RequestFigures, StreamFigures } from './summary.ts';

const NAMES = ['session', 'firstMessage', 'roundTrip'] as const;

/** What sessions have beside what requests have, since the start of the run. */
export class StreamTally {
  private readonly stream: StreamKind;
  /** Any handshake was answered or any session ended. */
  wasReached = false;
  private messagesReceived = 0;
  private messagesSent = 0;
  private readonly histograms = new Map<(typeof NAMES)[number], LatencyHistogram>();

  constructor(stream: StreamKind) {
    this.stream = stream;
  }

  add(second: SeriesSnapshot): void {
    this.wasReached ||= second.count > 0 || second.responseTime.length > 0;
    this.messagesReceived += second.messagesReceived;
    this.messagesSent += second.messagesSent;
    for (const name of NAMES) {
      if (second[name].length === 0) continue;
      const histogram = this.histograms.get(name) ?? new LatencyHistogram();
      this.histograms.set(name, histogram);
      histogram.mergeEncoded(second[name]);
    }
  }

  /** `handshakes` are the figures that requests have too; `measured` is the part of which latencies are shown. */
  figures(handshakes: RequestFigures, { histograms }: StreamTally): StreamFigures {
    return {
      ...handshakes,
      stream: this.stream,
      messagesReceived: this.messagesReceived,
      messagesSent: this.messagesSent,
      sessionMs: latencyFigures(histograms.get('session')),
      firstMessageMs: latencyFigures(histograms.get('firstMessage')),
      roundTripMs: latencyFigures(histograms.get('roundTrip')),
    };
  }
}
