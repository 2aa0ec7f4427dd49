import type { ErrorSample } from '../../lib/run/snapshot.ts';

/** Samples that one worker keeps per second, and per kind of failure of one series. */
const MOST = 10;
const MOST_ALIKE = 2;
const LONGEST_MESSAGE = 1000;

/** The first few failures of a second, with every kind heard before one is heard often. Secrets are taken out here. */
export class ErrorSamples {
  private readonly redact: (text: string) => string;
  private samples: ErrorSample[] = [];
  private readonly alike = new Map<string, number>();

  constructor(redact: (text: string) => string) {
    this.redact = redact;
  }

  /** `message` is only made when there is room for the sample. */
  add(
    atMs: number,
    series: number | null,
    kind: ErrorSample['kind'],
    message: () => string,
    status?: number,
  ): void {
    if (this.samples.length >= MOST) return;
    const signature = `${series} ${kind} ${status ?? ''}`;
    const before = this.alike.get(signature) ?? 0;
    if (before >= MOST_ALIKE) return;
    this.alike.set(signature, before + 1);
    const text = this.redact(message());
    const sample: ErrorSample = { atMs, series, kind, message: cut(text) };
    if (status !== undefined && status > 0) sample.status = status;
    this.samples.push(sample);
  }

  take(): ErrorSample[] {
    const taken = this.samples;
    if (taken.length > 0) {
      this.samples = [];
      this.alike.clear();
    }
    return taken;
  }
}

const cut = (text: string) =>
  text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE - 1)}…` : text;
