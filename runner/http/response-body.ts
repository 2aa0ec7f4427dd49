import { decodeBody, MOST_KEPT_BYTES } from './decode-body.ts';

const NOTHING = new Uint8Array(0);

/** The body of a response as it comes in: always counted, kept only where it is asked for and not too large. */
export class ResponseBody {
  /** Bytes that came in, as they were on the wire. */
  received = 0;
  /** Whether it is kept, and was not too large so far. */
  kept = false;
  private chunks: Uint8Array[] | null = null;

  /** Forgets the last body. */
  clear(): void {
    this.received = 0;
    this.kept = false;
    this.chunks = null;
  }

  keep(): void {
    this.kept = true;
  }

  add(chunk: Uint8Array): void {
    this.received += chunk.length;
    if (!this.kept) return;
    if (this.received > MOST_KEPT_BYTES) {
      this.kept = false;
      this.chunks = null;
    } else if (this.chunks) {
      this.chunks.push(chunk);
    } else {
      this.chunks = [chunk];
    }
  }

  /** Hands over the kept body, without its content encoding. Throws RequestFailure when it cannot be decoded. */
  take(contentEncoding: string | string[] | undefined): Uint8Array {
    const { chunks } = this;
    this.chunks = null;
    const [first = NOTHING] = chunks ?? [];
    const whole = chunks && chunks.length > 1 ? Buffer.concat(chunks) : first;
    return contentEncoding === undefined ? whole : decodeBody(whole, String(contentEncoding));
  }
}
