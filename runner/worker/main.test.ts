import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** Says which packages are loaded with the entry point of a load worker. */
const LIST = `
import { registerHooks } from 'node:module';
const packages = new Set();
registerHooks({
  load(url, context, next) {
    const name = url.split('/node_modules/').pop();
    if (name !== url) packages.add(name.split('/', name.startsWith('@') ? 2 : 1).join('/'));
    return next(url, context);
  },
});
await import(${JSON.stringify(new URL('./main.ts', import.meta.url).href)});
console.log(JSON.stringify([...packages]));
process.exit();
`;

it('starts without the schemas: plans are checked before they come', () => {
  const packages = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', LIST], { encoding: 'utf8' }),
  );
  expect(packages).toContain('hdr-histogram-js');
  expect(packages).not.toContain('zod');
});
