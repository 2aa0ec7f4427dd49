import { crc32 } from '../record/crc32.ts';

export type ZipEntry = { path: string; bytes: Uint8Array };

/** Names are UTF-8. */
const UTF8_NAMES = 0x0800;
/** 1 January 1980, midnight, the earliest date that there is: the same files make the same archive. */
const DATE = (1 << 5) | 1;
const VERSION = 20;

/** A ZIP archive of files as they are, uncompressed. Fewer than 65,536 files and 4 GB. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const files = entries.map(({ path, bytes }) => ({ name: encoder.encode(path), bytes, crc: crc32(bytes) }));
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes, crc } of files) {
    const common = [u16(VERSION), u16(UTF8_NAMES), u16(0), u16(0), u16(DATE), u32(crc)];
    const sizes = [u32(bytes.length), u32(bytes.length), u16(name.length), u16(0)];
    const local = joined([u32(0x04034b50), ...common, ...sizes, name, bytes]);
    const place = [u16(0), u16(0), u16(0), u32(0), u32(offset)];
    directory.push(joined([u32(0x02014b50), u16(VERSION), ...common, ...sizes, ...place, name]));
    parts.push(local);
    offset += local.length;
  }
  const central = joined(directory);
  const count = u16(files.length);
  const end = [u32(0x06054b50), u16(0), u16(0), count, count, u32(central.length), u32(offset), u16(0)];
  return joined([...parts, central, ...end]);
}

function u16(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff);
}

function u32(value: number): Uint8Array {
  return Uint8Array.of(value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
