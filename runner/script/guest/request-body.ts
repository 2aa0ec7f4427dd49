import type { Vu } from './vu.ts';

/** A file of a multipart body. */
export class FileData {
  readonly data: unknown;
  readonly filename: string;
  readonly content_type: string;
  constructor(data: unknown, filename: string, type: string) {
    this.data = data;
    this.filename = filename;
    this.content_type = type;
  }
}

export type Sent = { body: string | Uint8Array | null; type: string | null };

const NOTHING: Sent = { body: null, type: null };

/** What goes over the wire for a body as scripts write it: text, bytes, or an object that becomes a form. */
export function bodyOf(given: unknown, vu: Vu): Sent {
  if (given === undefined || given === null) return NOTHING;
  if (typeof given === 'string') return { body: given, type: null };
  if (typeof given !== 'object' || Array.isArray(given))
    throw new TypeError(
      `unknown request body type ${Array.isArray(given) ? 'array' : typeof given}; send text, an object for a form, or an ArrayBuffer`,
    );
  if (given instanceof ArrayBuffer) return { body: new Uint8Array(given), type: null };
  if (ArrayBuffer.isView(given))
    return { body: new Uint8Array(given.buffer, given.byteOffset, given.byteLength), type: null };
  const entries = Object.entries(given);
  if (entries.some(([, value]) => value instanceof FileData)) return multipart(entries, vu);
  const text = entries
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => `${encoded(name)}=${encoded(one)}`),
    )
    .join('&');
  return { body: text, type: 'application/x-www-form-urlencoded' };
}

/** As forms are encoded: a space is a plus. */
const encoded = (value: unknown): string =>
  encodeURIComponent(String(value ?? ''))
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);

function multipart(entries: [string, unknown][], vu: Vu): Sent {
  const boundary = `----rehearsal${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`;
  const parts: Uint8Array[] = [];
  const quoted = (text: string) => text.replace(/"/g, '%22').replace(/[\r\n]/g, ' ');
  for (const [name, value] of entries) {
    const head =
      value instanceof FileData
        ? `; filename="${quoted(value.filename)}"\r\nContent-Type: ${value.content_type}`
        : '';
    parts.push(
      vu.worker.bytesOf(
        `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${head}\r\n\r\n`,
      ),
    );
    parts.push(bytesOf(value instanceof FileData ? value.data : value, vu), vu.worker.bytesOf('\r\n'));
  }
  parts.push(vu.worker.bytesOf(`--${boundary}--\r\n`));
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return { body: whole, type: `multipart/form-data; boundary=${boundary}` };
}

function bytesOf(value: unknown, vu: Vu): Uint8Array {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (value instanceof Uint8Array) return value;
  return vu.worker.bytesOf(String(value));
}
