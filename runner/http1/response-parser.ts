import { RequestFailure } from '../http/error-kind.ts';
import { malformed, parseHead } from './parse-head.ts';
import { ResponseHead } from './response-head.ts';

/** The head of a response, whatever protocol it came over. */
export type Head = Pick<
  ResponseHead,
  'status' | 'hasContentEncoding' | 'hasSetCookie' | 'hasLocation' | 'get' | 'all'
>;

/** Who a response is for. */
export interface ResponseHandler {
  /** The head of the response; valid only during the call. */
  onHead(head: Head): void;
  /** Bytes of the body, from `start` to `end`; valid only during the call, and until `onEnd` when they are the `last`. */
  onData(bytes: Buffer, start: number, end: number, last: boolean): void;
}

/** A head larger than this is none that we want to read. */
const MOST_HEAD_BYTES = 64 * 1024;
/** Chunk sizes with their extensions, and trailers. */
const MOST_LINE_BYTES = 16 * 1024;
/** Heads are used as soon as they are read, so that one is enough for all connections of a worker. */
const HEAD = new ResponseHead();
const LF = 10;
const CR = 13;

type State =
  | 'idle'
  | 'head'
  | 'length'
  | 'until-close'
  | 'chunk-size'
  | 'chunk-extension'
  | 'chunk-data'
  | 'chunk-end'
  | 'trailer'
  | 'done';

/**
 * Reads one HTTP/1.x response after the other from the pieces in which it comes in. `feed` and `end` throw RequestFailure
 * on what is no response; the connection is of no use after that.
 */
export class ResponseParser {
  /** The connection can take the next request once this response is complete. */
  reusable = false;
  /** How long the target keeps the connection open unused, milliseconds; -1 when it does not say. */
  keepAliveMs = -1;
  private state: State = 'idle';
  private bodiless = false;
  /** Bytes of the body or chunk that are still to come. */
  private left = 0;
  /** A head that is not complete yet. */
  private pending: Buffer | null = null;
  /** Of the current chunk's size line, or of the trailer. */
  private digits = 0;
  private lineBytes = 0;
  private carriageReturn = false;
  private trailerBytes = 0;

  /** A request goes out; its response is expected. A response to HEAD has no body, whatever its head says. */
  expect(method: string): void {
    this.state = 'head';
    this.bodiless = method === 'HEAD';
    this.pending = null;
    this.carriageReturn = false;
    this.trailerBytes = 0;
  }

  /** The response is complete. */
  get done(): boolean {
    return this.state === 'done';
  }

  /** Reads `bytes` up to `length` or the end of the response; gives the place where it stopped. */
  feed(bytes: Buffer, length: number, handler: ResponseHandler): number {
    let at = 0;
    while (at < length && this.state !== 'done') {
      switch (this.state) {
        case 'idle':
          throw malformed('bytes that nobody asked for');
        case 'head':
          at = this.readHead(bytes, at, length, handler);
          break;
        case 'length':
        case 'chunk-data':
          at = this.readData(bytes, at, length, handler);
          break;
        case 'until-close':
          handler.onData(bytes, at, length, false);
          return length;
        default:
          at = this.readChunkLine(bytes, at, length);
      }
    }
    return at;
  }

  /** The target closed the connection. Throws RequestFailure unless that ends the response. */
  end(): void {
    if (this.state === 'until-close') this.state = 'done';
    else if (this.state !== 'done') {
      throw new RequestFailure('reset', 'the target closed the connection before its answer was complete');
    }
  }

  private readHead(piece: Buffer, start: number, length: number, handler: ResponseHandler): number {
    const { pending } = this;
    const bytes = pending ? Buffer.concat([pending, piece.subarray(start, length)]) : piece;
    const from = pending ? 0 : start;
    const end = pending ? bytes.length : length;
    // A target that sends byte by byte must not make us read the same line again and again.
    const worthwhile = !pending || bytes.indexOf('\n', Math.max(0, pending.length - 1)) >= 0 || end < 16;
    const behind = worthwhile ? parseHead(HEAD, bytes, from, end) : -1;
    if (behind < 0) {
      if (end - from > MOST_HEAD_BYTES) throw tooLarge();
      this.pending = pending ? bytes : Buffer.from(piece.subarray(start, length));
      return length;
    }
    if (behind - from > MOST_HEAD_BYTES) throw tooLarge();
    this.pending = null;
    const at = pending ? start + behind - pending.length : behind;
    if (HEAD.status >= 200) this.begin(HEAD, handler);
    else if (HEAD.status === 101) throw malformed('it switches protocols, which nobody asked for');
    return at;
  }

  private begin(head: ResponseHead, handler: ResponseHandler): void {
    const { status } = head;
    this.reusable = head.keepsAlive;
    this.keepAliveMs = head.keepAliveMs;
    if (this.bodiless || status === 204 || status === 304 || head.contentLength === 0) this.state = 'done';
    else if (head.chunked) this.beginLine('chunk-size');
    else if (head.contentLength > 0) {
      this.state = 'length';
      this.left = head.contentLength;
    } else {
      this.state = 'until-close';
      this.reusable = false;
    }
    handler.onHead(head);
  }

  private readData(bytes: Buffer, start: number, length: number, handler: ResponseHandler): number {
    const end = Math.min(length, start + this.left);
    this.left -= end - start;
    const whole = this.left === 0;
    const last = whole && this.state === 'length';
    if (whole) this.state = this.state === 'length' ? 'done' : 'chunk-end';
    this.lineBytes = 0;
    handler.onData(bytes, start, end, last);
    return end;
  }

  private beginLine(state: 'chunk-size' | 'trailer'): void {
    this.state = state;
    this.left = this.digits = this.lineBytes = 0;
  }

  /** Reads on in what stands between the data of chunks, byte by byte: it is short. */
  private readChunkLine(bytes: Buffer, start: number, length: number): number {
    for (let at = start; at < length; at++) {
      const byte = bytes[at] as number;
      this.lineBytes++;
      if (this.lineBytes > MOST_LINE_BYTES) throw tooLarge();
      if (byte === LF) {
        if (!this.carriageReturn) throw malformed('a line feed without a carriage return');
        this.carriageReturn = false;
        this.endLine();
        if (this.state === 'chunk-data' || this.state === 'done') return at + 1;
      } else if (this.carriageReturn) {
        throw malformed('a carriage return without a line feed');
      } else if (byte === CR) {
        this.carriageReturn = true;
      } else if (this.state === 'chunk-size') {
        this.readSize(byte);
      } else if (this.state === 'chunk-end') {
        throw malformed('a chunk is longer than its size says');
      }
    }
    return length;
  }

  private readSize(byte: number): void {
    const value = HEX[byte] as number;
    if (value < 16) {
      // 13 digits stay below 2^53.
      if (++this.digits > 13) throw malformed('a chunk of that size');
      this.left = this.left * 16 + value;
    } else if (this.digits > 0 && (byte === 59 || byte === 32 || byte === 9)) {
      this.state = 'chunk-extension';
    } else {
      throw malformed('a chunk without a size');
    }
  }

  private endLine(): void {
    switch (this.state) {
      case 'chunk-size':
      case 'chunk-extension':
        if (this.digits === 0) throw malformed('a chunk without a size');
        if (this.left > 0) this.state = 'chunk-data';
        else this.beginLine('trailer');
        return;
      case 'chunk-end':
        this.beginLine('chunk-size');
        return;
      case 'trailer':
        // The empty line; the bytes of a line are its characters, CR and LF.
        if (this.lineBytes === 2) this.state = 'done';
        this.trailerBytes += this.lineBytes;
        if (this.trailerBytes > MOST_HEAD_BYTES) throw tooLarge();
        this.lineBytes = 0;
    }
  }
}

/** The value of every hexadecimal digit, 16 for all else. */
const HEX = new Uint8Array(256).fill(16);
for (const [value, character] of [...'0123456789abcdef'].entries()) {
  HEX[character.charCodeAt(0)] = value;
  HEX[character.toUpperCase().charCodeAt(0)] = value;
}

function tooLarge(): RequestFailure {
  return new RequestFailure(
    'protocol',
    `the head of the answer is larger than ${MOST_HEAD_BYTES / 1024} KB (Headers Overflow)`,
  );
}
