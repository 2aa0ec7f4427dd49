import type { BodyPart } from '@/lib/plan/body.ts';

/** What a plan can hold of one file, bytes: base64 takes a third more. */
const MAX_FILE_BYTES = 750_000;

const BINARY = 'application/octet-stream';

/** A part of another kind with the same name; text stays text, other content begins anew. */
export function partOfType(part: BodyPart, type: BodyPart['type']): BodyPart {
  const { name, fileName } = part;
  const named = fileName === undefined ? { name } : { name, fileName };
  const contentType = part.contentType ?? BINARY;
  switch (type) {
    case 'text':
      return { type, value: '', ...named, ...(part.contentType ? { contentType: part.contentType } : {}) };
    case 'base64':
      return { type, value: '', ...named, contentType };
    case 'random':
      return { type, bytes: 10_000, ...named, contentType };
  }
}

/** The part that sends a file. Throws an Error for people when it is too large. */
export async function partFromFile(file: File, name: string): Promise<BodyPart> {
  if (file.size > MAX_FILE_BYTES) {
    throw new Error(
      `${file.name} has ${file.size} bytes; a plan can hold ${MAX_FILE_BYTES} of one file. Use a part of random bytes of that size instead.`,
    );
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return {
    type: 'base64',
    name: name || 'file',
    value: btoa(binary),
    fileName: file.name,
    contentType: file.type || BINARY,
  };
}
