/** What k6 takes as bytes: a string stands for its UTF-8 form. */
export type Bytes = string | ArrayBuffer | ArrayBufferView;

/** The bytes behind a value, without a copy where it already is bytes. Throws for anything else. */
export function bytesOf(value: unknown): Buffer {
  if (typeof value === 'string') return Buffer.from(value, 'utf8');
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (isArrayBuffer(value)) return Buffer.from(value);
  throw new TypeError(`invalid type ${typeName(value)}, expected string, []byte or ArrayBuffer`);
}

/** An ArrayBuffer of its own, never a window into a shared pool. */
export function arrayBufferOf(bytes: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  return copy;
}

/** True for one of another realm too: scripts may run in a context of their own. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}

/** How a message names the kind of a value. */
export function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}
