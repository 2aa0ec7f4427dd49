import { arrayBufferOf, bytesOf, isArrayBuffer, textOf } from './bytes.ts';
import { ReadableStream } from './streams/readable-stream.ts';

/** Bytes that do not change, with a type, as browsers have them. */
export class Blob {
  readonly #bytes: Uint8Array;
  readonly type: string;

  constructor(parts?: unknown, options?: unknown) {
    const { type } = Object(options ?? {}) as { type?: unknown };
    this.type = type === undefined ? '' : String(type).toLowerCase();
    const pieces = Array.isArray(parts) ? parts.map(piece) : [];
    this.#bytes = joined(pieces);
  }

  static bytes(blob: Blob): Uint8Array {
    return blob.#bytes;
  }

  get size(): number {
    return this.#bytes.length;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return arrayBufferOf(this.#bytes);
  }

  async bytes(): Promise<Uint8Array> {
    return this.#bytes.slice();
  }

  async text(): Promise<string> {
    return textOf(this.#bytes);
  }

  slice(start?: number, end?: number, type?: string): Blob {
    return new Blob([this.#bytes.slice(start, end)], { type: type ?? '' });
  }

  /** All bytes at once, and then the end. */
  stream(): ReadableStream {
    const bytes = this.#bytes.slice();
    return new ReadableStream({
      start: (controller: { enqueue: (chunk: unknown) => void; close: () => void }) => {
        if (bytes.length > 0) controller.enqueue(bytes);
        controller.close();
      },
    });
  }

  get [Symbol.toStringTag](): string {
    return 'Blob';
  }
}

function piece(part: unknown): Uint8Array {
  if (part instanceof Blob) return Blob.bytes(part);
  return isArrayBuffer(part) || ArrayBuffer.isView(part) ? bytesOf(part).slice() : bytesOf(String(part));
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const one of pieces) {
    whole.set(one, at);
    at += one.length;
  }
  return whole;
}
