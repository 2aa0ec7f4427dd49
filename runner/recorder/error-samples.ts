import type { ErrorSample } from '../../lib/run/snapshot.ts';

/** Samples that one worker keeps per second, and of one kind of failure of one series. */
const MOST = 20;
const MOST_ALIKE = 2;
const LONGEST_MESSAGE = 1000;

type Kept = { signature: string; sample: ErrorSample };

/**
 * The first few failures of a second. A kind of failure that was not heard yet takes the place of one that was heard
 * twice. Secrets are taken out here.
 */
export class ErrorSamples {
  private readonly redact: (text: string) => string;
  private kept: Kept[] = [];
  private readonly heard = new Map<string, number>();

  constructor(redact: (text: string) => string) {
    this.redact = redact;
  }

  /** `message` is only made when the sample is kept. */
  add(
    atMs: number,
    series: number | null,
    kind: ErrorSample['kind'],
    message: () => string,
    status?: number,
  ): void {
    const signature = `${series} ${kind} ${status ?? ''}`;
    const before = this.heard.get(signature) ?? 0;
    if (before >= MOST_ALIKE || !this.makeRoom(before === 0)) return;
    this.heard.set(signature, before + 1);
    const sample: ErrorSample = { atMs, series, kind, message: cut(this.redact(message())) };
    if (status !== undefined && status > 0) sample.status = status;
    this.kept.push({ signature, sample });
  }

  private makeRoom(isNew: boolean): boolean {
    if (this.kept.length < MOST) return true;
    const twice = isNew
      ? this.kept.findLastIndex(({ signature }) => this.heard.get(signature) === MOST_ALIKE)
      : -1;
    const [removed] = twice < 0 ? [] : this.kept.splice(twice, 1);
    // Not heard again in this second: it has had its turn.
    if (removed) this.heard.set(removed.signature, MOST_ALIKE + 1);
    return removed !== undefined;
  }

  take(): ErrorSample[] {
    const taken = this.kept.map(({ sample }) => sample);
    if (taken.length > 0) {
      this.kept = [];
      this.heard.clear();
    }
    return taken;
  }
}

const cut = (text: string) =>
  text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE - 1)}…` : text;
