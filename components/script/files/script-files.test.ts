import { describe, expect, it } from 'vitest';
import { bytesOf, nameProblem, orderedPaths } from './script-files.ts';

const files = {
  'b.js': { text: '' },
  'data/a.csv': { text: '' },
  'main.ts': { text: '' },
  'a.js': { text: '' },
};

describe('files of a script', () => {
  it('are shown with the script first and data last', () => {
    expect(orderedPaths(files, 'main.ts')).toEqual(['main.ts', 'a.js', 'b.js', 'data/a.csv']);
  });

  it('are measured as they lie on a disk', () => {
    expect(bytesOf({ text: 'ä€' })).toBe(5);
    for (let length = 0; length < 10; length++)
      expect(bytesOf({ base64: Buffer.alloc(length, 7).toString('base64') })).toBe(length);
  });

  it.each([
    ['', /needs a name/],
    ['/etc/passwd', /within the folder/],
    ['../x.js', /within the folder/],
    ['a/../../x.js', /within the folder/],
    ['a\\b.js', /within the folder/],
    ['a/', /name of a file/],
    ['a.js', /already/],
  ])('are not called "%s"', (name, why) => expect(nameProblem(name, files)).toMatch(why));

  it.each(['new.js', 'lib/new.js', '..a.js', 'data/users.csv'])('may be called "%s"', (name) =>
    expect(nameProblem(name, files)).toBeNull(),
  );
});
