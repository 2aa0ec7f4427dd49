import { LOOKED_AT_BYTES } from '../recorder/samples/sample-body.ts';
import { decodeBody, decodeStart, MOST_KEPT_BYTES } from './decode-body.ts';

const NOTHING = new Uint8Array(0);

/** The body of a response as it comes in: always counted, kept only where it is asked for and not too large. */
export class ResponseBody {
  /** Bytes that came in, as they were on the wire. */
  received = 0;
  /** Whether it is kept, and was not too large so far. */
  kept = false;
  private startWanted = false;
  private chunks: Uint8Array[] | null = null;

  /** Forgets the last body. */
  clear(): void {
    this.received = 0;
    this.kept = this.startWanted = false;
    this.chunks = null;
  }

  keep(): void {
    this.kept = true;
  }

  /** Keeps the start, for a sample. */
  keepStart(): void {
    this.startWanted = true;
  }

  add(chunk: Uint8Array): void {
    this.received += chunk.length;
    if (!this.kept) {
      if (this.startWanted && this.received - chunk.length < LOOKED_AT_BYTES) this.push(chunk);
      return;
    }
    if (this.received > MOST_KEPT_BYTES) {
      this.kept = false;
      this.chunks = null;
    } else {
      this.push(chunk);
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

  /** The start of what was kept, without its content encoding; null when nothing was or it cannot be decoded. */
  start(contentEncoding: string | string[] | undefined): Uint8Array | null {
    if (!this.chunks) return null;
    const start = Buffer.concat(this.chunks).subarray(0, LOOKED_AT_BYTES);
    return contentEncoding === undefined ? start : decodeStart(start, String(contentEncoding));
  }

  /** Lets go of what was kept: a chunk may be a part of a much larger piece of memory. */
  release(): void {
    this.chunks = null;
  }

  private push(chunk: Uint8Array): void {
    if (this.chunks) this.chunks.push(chunk);
    else this.chunks = [chunk];
  }
}
