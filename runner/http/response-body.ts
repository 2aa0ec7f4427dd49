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

  /** What is the `last` is used before the bytes are overwritten, and need not be copied. */
  add(bytes: Buffer, start: number, end: number, last: boolean): void {
    const before = this.received;
    this.received += end - start;
    if (this.kept && this.received > MOST_KEPT_BYTES) {
      this.kept = false;
      this.chunks = null;
    }
    if (!this.kept && !(this.startWanted && before < LOOKED_AT_BYTES)) return;
    const piece = bytes.subarray(start, end);
    const chunk = last ? piece : Buffer.from(piece);
    if (this.chunks) this.chunks.push(chunk);
    else this.chunks = [chunk];
  }

  /**
   * Hands over the kept body, without its content encoding; with `leavesUnknown`, one that we do not know stays on.
   * Throws RequestFailure when it cannot be decoded.
   */
  take(contentEncoding: string | undefined, leavesUnknown: boolean): Uint8Array {
    const whole = this.whole();
    return contentEncoding === undefined ? whole : decodeBody(whole, contentEncoding, leavesUnknown);
  }

  /** What came in of a body that is not complete, without its content encoding; null when nothing is kept. */
  takePart(contentEncoding: string | undefined): Uint8Array | null {
    if (!this.kept) return null;
    const part = this.whole();
    return contentEncoding === undefined ? part : (decodeStart(part, contentEncoding) ?? part);
  }

  private whole(): Uint8Array {
    const { chunks } = this;
    this.chunks = null;
    const [first = NOTHING] = chunks ?? [];
    return chunks && chunks.length > 1 ? Buffer.concat(chunks) : first;
  }

  /** The start of what was kept, without its content encoding; null when nothing was or it cannot be decoded. */
  start(contentEncoding: string | undefined): Uint8Array | null {
    if (!this.chunks) return null;
    const start = Buffer.concat(this.chunks).subarray(0, LOOKED_AT_BYTES);
    return contentEncoding === undefined ? start : decodeStart(start, contentEncoding);
  }

  /** Lets go of what was kept. */
  release(): void {
    this.chunks = null;
  }
}
