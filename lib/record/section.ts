import { ByteReader } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import type { Compression } from './compression.ts';

/** No stream of a block comes near this; a record that says otherwise is damaged or hostile. Bytes. */
const MAX_STREAM_BYTES = 32 * 1024 * 1024;

/** Several streams together, each deflated where that makes it smaller. */
export function packStreams(streams: readonly Uint8Array[], { deflate }: Compression): Uint8Array {
  const to = new ByteWriter();
  to.list(streams, (stream) => {
    const packed = stream.length === 0 ? stream : deflate(stream);
    to.number(stream.length);
    to.block(packed.length < stream.length ? packed : stream);
  });
  return to.finish();
}

/** Throws on bytes that `packStreams` cannot have written. */
export function unpackStreams(bytes: Uint8Array, { inflate }: Compression): Uint8Array[] {
  const from = new ByteReader(bytes);
  const streams = from.list(() => {
    const length = from.number();
    const packed = from.block();
    if (length > MAX_STREAM_BYTES || packed.length > length) throw new RangeError('A stream is too long');
    const stream = packed.length === length ? packed : inflate(packed, length);
    if (stream.length !== length) throw new RangeError('A stream is not as long as it says');
    return stream;
  });
  if (!from.ended) throw new RangeError('There are bytes behind the streams of a section');
  return streams;
}
