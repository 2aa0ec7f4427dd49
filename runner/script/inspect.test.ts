import { describe, expect, it } from 'vitest';
import { inspectFiles } from './inspect.ts';

const LIMITS = { withinMs: 10_000, heapMb: 200 };

function look(text: string, more: Record<string, { text: string }> = {}, env: Record<string, string> = {}) {
  const said: string[] = [];
  const files = { 'shop.js': { text }, ...more };
  const inspected = inspectFiles(
    { entry: 'shop.js', files, env },
    (level, line) => said.push(`${level} ${line}`),
    LIMITS,
  );
  return inspected.then((inspection) => ({ inspection, said }));
}

const DEFAULT = 'export default function () {}';

describe('inspectFiles', () => {
  it('says what a script of several files asks for, with its variables', async () => {
    const { inspection, said } = await look(
      `import { USERS } from './lib/users.js';
console.log(JSON.parse(open('./data.json')).length);
export const options = { vus: USERS, iterations: USERS };
${DEFAULT}`,
      {
        'lib/users.js': { text: 'export const USERS = Number(__ENV.USERS);' },
        'data.json': { text: '[1,2]' },
      },
      { USERS: '7' },
    );
    expect(inspection).toMatchObject({
      ok: true,
      script: { options: '{"vus":7,"iterations":7}', exports: ['options', 'default'] },
    });
    expect(said).toEqual(['info 2']);
  });

  it('reads TypeScript that imports TypeScript, with or without its ending, and keeps its lines', {
    timeout: 90_000,
  }, async () => {
    const shop = (last: string) => ({
      'shop.ts': {
        text: `import type { Options } from 'k6/options';
import { type Croc, Crocs } from './lib/crocs.ts';
import { up } from './lib/names';
interface Box<T> { readonly value: T; name?: string }
const box: Box<Croc> = { value: new Crocs<number>('a').made };
export const options: Options = { vus: box.value.age as number, tags: { name: up(box.value.name!) } };
export default function main(this: void): void {}
${last}`,
      },
      'lib/crocs.ts': {
        text: `import { up } from './names.ts';
export type Croc = { name: string; age: number };
abstract class Base<T> { abstract get made(): T; constructor(public_: string) { up(public_); } }
export class Crocs<N extends number> extends Base<Croc> {
  #age: number = 7;
  declare later: N;
  override get made(): Croc { return { name: 'croc', age: this.#age satisfies number }; }
}`,
      },
      'lib/names.ts': { text: 'export const up = (text: string): string => text.toUpperCase();' },
    });
    const at = (files: Record<string, { text: string }>) =>
      inspectFiles({ entry: 'shop.ts', files, env: {} }, () => {}, LIMITS);
    expect(await at(shop(''))).toMatchObject({
      ok: true,
      script: { options: '{"vus":7,"tags":{"name":"CROC"}}', exports: ['options', 'default'] },
    });
    expect(await at(shop("throw new Error('late' as string);"))).toMatchObject({
      ok: false,
      problems: [{ file: 'shop.ts', line: 8, message: 'Error: late' }],
    });
  });

  it.each([
    ['a name that is misspelt', `import { chek } from 'k6';\n${DEFAULT}`, 1, /exports no "chek".*check/],
    ['a throw at the top level', `\n\nthrow new Error('no shop');\n${DEFAULT}`, 3, /no shop/],
    ['a file of this machine', `const a = open('../../etc/passwd');\n${DEFAULT}`, 1, /outside of the folder/],
    ['a file that was not brought', `const a = open('/etc/passwd');\n${DEFAULT}`, 1, /outside|no such file/],
    ['objects without end', `const a = []; while (true) a.push(new Array(1000).fill(1.5));`, null, /200 MB/],
  ])('tells %s before any run', async (_, text, line, message) => {
    const { inspection } = await look(text);
    expect(inspection).toMatchObject({
      ok: false,
      problems: [{ file: 'shop.js', line, message: expect.stringMatching(message) }],
    });
  });

  // Where the system does not tell the memory of a process, only that of its objects is bounded.
  it.runIf(process.platform === 'linux')('tells buffers without end', async () => {
    const { inspection } = await look(`const a = []; while (true) a.push(new Uint8Array(5e7).fill(1));`);
    expect(inspection).toMatchObject({ ok: false, problems: [{ message: expect.stringMatching(/200 MB/) }] });
  });

  it('ends an endless loop', async () => {
    const inspection = await inspectFiles(
      { entry: 'a.js', files: { 'a.js': { text: 'while (true) {}' } }, env: {} },
      () => {},
      { ...LIMITS, withinMs: 1500 },
    );
    expect(inspection).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('endless loop') }],
    });
  });
});
