import { PART_SECONDS } from './block-codec.ts';
import { type BlockHead, decodeBlockHead, encodeBlockHead } from './block-head.ts';
import type { Compression } from './compression.ts';
import { FRAME_HEAD_BYTES, frame, readFrames } from './frames.ts';
import { LEVELS } from './histogram-form.ts';
import { encodeRolledUpHeader, NotARecord, type RolledUpStep } from './record-header.ts';
import type { ByteSource, RecordIndex } from './record-index.ts';

/**
 * The bytes of a record without its levels finer than `step` seconds, piece by piece. Blocks tell coarse levels first and finer ones on
 * top of them, so that nothing is computed anew: what is left is the very histograms and sums that were there. Whatever stands behind
 * the record, such as what it says of its run, is left out.
 */
export async function* rolledUp(
  index: RecordIndex,
  source: ByteSource,
  compression: Pick<Compression, 'crc32'>,
  step: RolledUpStep,
): AsyncGenerator<Uint8Array> {
  if (index.step > step) throw new RangeError(`This record has steps of ${index.step} seconds already`);
  const finest = LEVELS.findIndex((level) => PART_SECONDS[level] === step);
  const isKept = ({ name }: BlockHead['sections'][number]) =>
    name.kind === 'texts' || LEVELS.indexOf(name.level) <= finest;
  yield encodeRolledUpHeader(index.header, step);
  let offset = await endOfHeader(source);
  while (offset < index.recordBytes) {
    const { payload, end } = await frameAt(source, offset);
    const head = decodeBlockHead(payload);
    const sections = head.kind === 'seconds' ? head.sections.filter(isKept) : head.sections;
    yield frame(encodeBlockHead({ ...head, sections }));
    let body = end;
    for (const section of head.sections) {
      if (sections.includes(section)) {
        const bytes = await source.read(body, section.length);
        if (bytes.length !== section.length || compression.crc32(bytes) !== section.crc)
          throw new NotARecord(`Seconds ${head.from} to ${head.from + head.seconds} are damaged`);
        yield bytes;
      }
      body += section.length;
    }
    offset = body;
  }
}

const endOfHeader = async (source: ByteSource) => (await frameAt(source, 0)).end;

async function frameAt(source: ByteSource, offset: number): Promise<{ payload: Uint8Array; end: number }> {
  const start = await source.read(offset, FRAME_HEAD_BYTES);
  if (start.length < FRAME_HEAD_BYTES) throw new NotARecord('The record is cut off');
  const length = new DataView(start.buffer, start.byteOffset).getUint32(0, true);
  const end = offset + FRAME_HEAD_BYTES + length;
  const [payload] = readFrames(await source.read(offset, end - offset)).payloads;
  if (!payload) throw new NotARecord('The record is damaged');
  return { payload, end };
}
