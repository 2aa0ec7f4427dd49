import { crc32 } from './crc32.ts';

/**
 * A record is a sequence of frames: length of the payload and CRC-32 of it (both 32 bits, little-endian), then the
 * payload. A process that is killed in mid-write leaves a last frame that is cut off or does not add up; all before it
 * is intact.
 */
export const FRAME_HEAD_BYTES = 8;
/** No second of a run comes near this; a larger length is damage. */
export const MAX_PAYLOAD_BYTES = 64 * 1024 * 1024;

export function frame(payload: Uint8Array): Uint8Array {
  if (payload.length > MAX_PAYLOAD_BYTES)
    throw new RangeError(`A frame holds at most ${MAX_PAYLOAD_BYTES} bytes`);
  const bytes = new Uint8Array(FRAME_HEAD_BYTES + payload.length);
  const head = new DataView(bytes.buffer);
  head.setUint32(0, payload.length, true);
  head.setUint32(4, crc32(payload), true);
  bytes.set(payload, FRAME_HEAD_BYTES);
  return bytes;
}

export type Frames = {
  payloads: Uint8Array[];
  /** Bytes of intact frames; what follows, if anything, is torn or damaged. */
  intactBytes: number;
};

/** All frames from the start of `bytes` up to the first that is cut off or damaged. Payloads are views, not copies. */
export function readFrames(bytes: Uint8Array): Frames {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const payloads: Uint8Array[] = [];
  let offset = 0;
  while (offset + FRAME_HEAD_BYTES <= bytes.length) {
    const length = view.getUint32(offset, true);
    const end = offset + FRAME_HEAD_BYTES + length;
    if (length > MAX_PAYLOAD_BYTES || end > bytes.length) break;
    const payload = bytes.subarray(offset + FRAME_HEAD_BYTES, end);
    if (crc32(payload) !== view.getUint32(offset + 4, true)) break;
    payloads.push(payload);
    offset = end;
  }
  return { payloads, intactBytes: offset };
}
