import { expect, it } from 'vitest';
import { BodyPart } from '@/lib/plan/body.ts';
import { partFromFile, partOfType } from './body-part-edit.ts';

it('keeps what a part is called when its kind changes, and always makes a valid part', () => {
  const text: BodyPart = { type: 'text', name: 'note', value: 'hello', fileName: 'note.txt' };
  for (const type of ['text', 'base64', 'random'] as const) {
    const part = partOfType(text, type);
    expect(part).toMatchObject({ type, name: 'note', fileName: 'note.txt' });
    expect(BodyPart.parse(part)).toEqual(part);
  }
});

it('takes a file whole, and says when it is too large', async () => {
  const bytes = new Uint8Array([0, 255, 128, 13, 10]);
  const part = await partFromFile(new File([bytes], 'a.bin', { type: 'image/png' }), 'picture');
  expect(part).toEqual({
    type: 'base64',
    name: 'picture',
    value: Buffer.from(bytes).toString('base64'),
    fileName: 'a.bin',
    contentType: 'image/png',
  });
  await expect(partFromFile(new File([new Uint8Array(750_001)], 'big'), 'x')).rejects.toThrow(
    'big has 750001 bytes; a plan can hold 750000 of one file',
  );
});
