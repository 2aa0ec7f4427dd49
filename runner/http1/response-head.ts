import type { Headers } from '../http/answer.ts';

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const COLON = 58;

/**
 * The head of a response: what its framing needs, and a view of its fields. Nothing is copied or decoded before somebody
 * asks, so that it is valid only while it is handed over.
 */
export class ResponseHead {
  status = 0;
  /** Bytes of the body; -1 when the head does not say. */
  contentLength = -1;
  chunked = false;
  /** Whether the connection stays open behind the body. */
  keepsAlive = true;
  /** How long the target keeps an unused connection open, milliseconds; -1 when it does not say. */
  keepAliveMs = -1;
  hasContentEncoding = false;
  hasSetCookie = false;
  hasLocation = false;
  private bytes: Buffer = NOTHING;
  private start = 0;
  private end = 0;

  reset(): void {
    this.status = 0;
    this.contentLength = -1;
    this.chunked = false;
    this.keepsAlive = true;
    this.keepAliveMs = -1;
    this.hasContentEncoding = this.hasSetCookie = this.hasLocation = false;
  }

  /** Where the fields stand: complete lines, each ended by CR LF. */
  setFields(bytes: Buffer, start: number, end: number): void {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /** The value of the first field of this name, given in lower case. */
  get(name: string): string | undefined {
    for (let line = this.start; line < this.end; line = this.bytes.indexOf(LF, line) + 1) {
      if (isName(this.bytes, line, name)) return fieldValue(this.bytes, line + name.length + 1);
    }
    return undefined;
  }

  /** All fields; names in lower case, several values of one name in a list. */
  all(): Headers {
    const headers: Headers = {};
    for (let line = this.start; line < this.end; line = this.bytes.indexOf(LF, line) + 1) {
      const colon = this.bytes.indexOf(COLON, line);
      const name = this.bytes.toString('latin1', line, colon).toLowerCase();
      const value = fieldValue(this.bytes, colon + 1);
      const before = Object.hasOwn(headers, name) ? headers[name] : undefined;
      if (before === undefined) define(headers, name, value);
      else if (Array.isArray(before)) before.push(value);
      else define(headers, name, [before, value]);
    }
    return headers;
  }
}

const NOTHING = Buffer.alloc(0);

/** `__proto__` is a name like any other. */
function define(headers: Headers, name: string, value: string | string[]): void {
  if (name === '__proto__') {
    Object.defineProperty(headers, name, { value, enumerable: true, writable: true, configurable: true });
  } else headers[name] = value;
}

/** Whether the line at `at` is a field of this name, given in lower case. */
export function isName(bytes: Uint8Array, at: number, name: string): boolean {
  if (bytes[at + name.length] !== COLON) return false;
  for (let i = 0; i < name.length; i++) {
    // Letters differ in this bit alone, and `-` has it.
    if (((bytes[at + i] ?? 0) | 0x20) !== name.charCodeAt(i)) return false;
  }
  return true;
}

/** The value from `at` to the end of its line, without the blanks around it. */
export function fieldValue(bytes: Buffer, at: number): string {
  let start = at;
  let end = bytes.indexOf(CR, at);
  while (bytes[start] === SPACE || bytes[start] === TAB) start++;
  while (end > start && (bytes[end - 1] === SPACE || bytes[end - 1] === TAB)) end--;
  return bytes.toString('latin1', start, end);
}
