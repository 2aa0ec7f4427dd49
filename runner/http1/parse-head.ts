import { RequestFailure } from '../http/error-kind.ts';
import { fieldValue, isName, type ResponseHead } from './response-head.ts';

const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const COLON = 58;
const ZERO = 48;

/** 1 for every byte that may stand in the name of a field (RFC 9110, token). */
const TOKEN = new Uint8Array(256);
for (const character of "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") {
  TOKEN[character.charCodeAt(0)] = 1;
}

/**
 * Reads the head of an HTTP/1.0 or 1.1 response (RFC 9112) in `bytes` from `start` to `end`. Gives the place behind it,
 * or -1 when it is not complete. Throws RequestFailure on what is no such head. Strict where a lenient reading would let
 * two readers see different messages: line ends, blanks in names, folded lines, lengths that contradict each other.
 */
export function parseHead(head: ResponseHead, bytes: Buffer, start: number, end: number): number {
  let at = start;
  // A few servers put an empty line behind the body of the response before.
  while (at < end && (bytes[at] === CR || bytes[at] === LF)) at++;
  const fields = parseStatusLine(head, bytes, at, end);
  if (fields < 0) return -1;
  at = fields;
  while (at < end) {
    if (bytes[at] === CR) {
      if (at + 1 >= end) return -1;
      if (bytes[at + 1] !== LF) throw malformed('a carriage return without a line feed');
      head.setFields(bytes, fields, at);
      return at + 2;
    }
    let colon = at;
    while (colon < end && TOKEN[bytes[colon] as number] === 1) colon++;
    if (colon >= end) return -1;
    if (bytes[colon] !== COLON || colon === at) throw malformedField(bytes, at, colon);
    const lineEnd = bytes.indexOf(CR, colon + 1);
    if (lineEnd < 0 || lineEnd + 1 >= end) {
      refuseStrayBytes(bytes, colon, lineEnd < 0 || lineEnd > end ? end : lineEnd);
      return -1;
    }
    if (bytes[lineEnd + 1] !== LF) throw malformed('a carriage return without a line feed');
    readField(head, bytes, at, colon, lineEnd);
    at = lineEnd + 2;
  }
  return -1;
}

/** The place behind the status line, or -1 when it is not complete. */
function parseStatusLine(head: ResponseHead, bytes: Buffer, start: number, end: number): number {
  const known = Math.min(end - start, PROTOCOL.length);
  for (let i = 0; i < known; i++) {
    if (bytes[start + i] !== PROTOCOL.charCodeAt(i)) throw malformed('no status line');
  }
  // HTTP/1.1 200
  if (end - start < 12) return -1;
  const minor = (bytes[start + 7] as number) - ZERO;
  const status = 100 * digit(bytes[start + 9]) + 10 * digit(bytes[start + 10]) + digit(bytes[start + 11]);
  if ((minor !== 0 && minor !== 1) || bytes[start + 8] !== SPACE || !(status >= 100)) {
    throw malformed('no status line');
  }
  const lineEnd = bytes.indexOf(LF, start + 12);
  if (lineEnd < 0 || lineEnd >= end) return -1;
  const after = bytes[start + 12];
  if (bytes[lineEnd - 1] !== CR || (after !== SPACE && after !== CR)) throw malformed('no status line');
  head.reset();
  head.status = status;
  head.keepsAlive = minor === 1;
  return lineEnd + 1;
}

const PROTOCOL = 'HTTP/1.';

/** NaN where it is none. */
function digit(byte: number | undefined): number {
  return byte !== undefined && byte >= ZERO && byte < ZERO + 10 ? byte - ZERO : Number.NaN;
}

/** Takes note of what framing and reuse need; `at` is where the line begins. */
function readField(head: ResponseHead, bytes: Buffer, at: number, colon: number, lineEnd: number): void {
  // A NUL or a bare line feed makes others read something else.
  for (let i = colon + 1; i < lineEnd; i++) {
    const byte = bytes[i] as number;
    if (byte < SPACE && byte !== TAB) throw malformedField(bytes, at, i);
  }
  switch (colon - at) {
    case 8:
      if (isName(bytes, at, 'location')) head.hasLocation = true;
      return;
    case 10:
      if (isName(bytes, at, 'set-cookie')) head.hasSetCookie = true;
      else if (isName(bytes, at, 'connection')) readConnection(head, fieldValue(bytes, colon + 1));
      else if (isName(bytes, at, 'keep-alive')) readKeepAlive(head, fieldValue(bytes, colon + 1));
      return;
    case 14:
      if (isName(bytes, at, 'content-length')) readContentLength(head, fieldValue(bytes, colon + 1));
      return;
    case 16:
      if (isName(bytes, at, 'content-encoding')) head.hasContentEncoding = true;
      return;
    case 17:
      if (isName(bytes, at, 'transfer-encoding')) readTransferEncoding(head, fieldValue(bytes, colon + 1));
  }
}

function readContentLength(head: ResponseHead, value: string): void {
  if (!/^\d{1,15}$/.test(value)) throw malformed(`content-length is "${value}"`);
  const length = Number(value);
  if (head.contentLength >= 0 && head.contentLength !== length)
    throw malformed('two different content-lengths');
  if (head.chunked) throw malformed('content-length beside transfer-encoding');
  head.contentLength = length;
}

function readTransferEncoding(head: ResponseHead, value: string): void {
  if (head.contentLength >= 0) throw malformed('content-length beside transfer-encoding');
  if (value.toLowerCase() !== 'chunked') throw malformed(`transfer-encoding is "${value}"`);
  if (head.chunked) throw malformed('chunked twice');
  head.chunked = true;
}

function readConnection(head: ResponseHead, value: string): void {
  if (value === 'keep-alive') head.keepsAlive = true;
  else if (value === 'close') head.keepsAlive = false;
  else readOptions(head, value);
}

function readOptions(head: ResponseHead, value: string): void {
  for (const option of value.toLowerCase().split(',')) {
    if (option.trim() === 'close') head.keepsAlive = false;
    else if (option.trim() === 'keep-alive') head.keepsAlive = true;
  }
}

function readKeepAlive(head: ResponseHead, value: string): void {
  const seconds = /(?:^|[\s,;])timeout\s*=\s*(\d{1,9})/i.exec(value)?.[1];
  if (seconds !== undefined) head.keepAliveMs = Number(seconds) * 1000;
}

/** Says early that a line cannot become a field, before the rest of it is there. */
function refuseStrayBytes(bytes: Buffer, from: number, to: number): void {
  const feed = bytes.indexOf(LF, from);
  if (feed >= 0 && feed < to) throw malformed('a line feed without a carriage return');
}

function malformedField(bytes: Buffer, at: number, wrong: number): RequestFailure {
  const byte = bytes[wrong] ?? 0;
  if (wrong === at && (byte === SPACE || byte === TAB)) return malformed('a folded field');
  const shown = byte > SPACE && byte < 127 ? `"${String.fromCharCode(byte)}"` : `byte ${byte}`;
  return malformed(`${shown} in a field of its head`);
}

export function malformed(what: string): RequestFailure {
  return new RequestFailure('protocol', `the answer does not match the HTTP/1.1 protocol: ${what}`);
}
