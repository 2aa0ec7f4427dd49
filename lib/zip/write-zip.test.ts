import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeZip } from './write-zip.ts';

/** What an archive holds, read by its directory at the end as any reader does. */
function read(zip: Uint8Array): Record<string, number[]> {
  const view = new DataView(zip.buffer);
  const end = zip.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  const found: Record<string, number[]> = {};
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    expect(view.getUint32(at, true)).toBe(0x02014b50);
    const size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameLength));
    const local = view.getUint32(at + 42, true);
    expect(view.getUint32(local, true)).toBe(0x04034b50);
    const start = local + 30 + view.getUint16(local + 26, true);
    found[name] = [...zip.subarray(start, start + size)];
    at += 46 + nameLength;
  }
  expect(at).toBe(end);
  return found;
}

const hasPython = (() => {
  try {
    return execFileSync('python3', ['-c', 'print(1)']).length > 0;
  } catch {
    return false;
  }
})();

describe('writeZip', () => {
  it('holds every file as it is', () => {
    const files = fc.dictionary(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.uint8Array({ maxLength: 300 }),
      {
        noNullPrototype: true,
        maxKeys: 8,
      },
    );
    fc.assert(
      fc.property(files, (given) => {
        const entries = Object.entries(given).map(([path, bytes]) => ({ path, bytes }));
        const expected = Object.fromEntries(entries.map(({ path, bytes }) => [path, [...bytes]]));
        expect(read(writeZip(entries))).toEqual(expected);
      }),
    );
  });

  it.runIf(hasPython)('is whole for other programs', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rehearsal-zip-'));
    try {
      const bytes = new TextEncoder().encode('export default function () {}');
      writeFileSync(join(folder, 'a.zip'), writeZip([{ path: 'lib/ä.js', bytes }]));
      const code = 'import zipfile,sys; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), z.namelist())';
      const said = execFileSync('python3', ['-X', 'utf8', '-c', code, join(folder, 'a.zip')]).toString();
      expect(said.trim()).toBe("None ['lib/ä.js']");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
