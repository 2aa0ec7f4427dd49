import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { CORE_MODULES, refusalOfModule } from './known-modules.ts';

/** What k6's own types say that a module exports, as values: functions, classes and constants. */
function declaredBy(name: string): string[] {
  const folder = name === 'k6' ? '' : name.replace(/^k6\//, '/');
  const file = fileURLToPath(new URL(`../../node_modules/@types/k6${folder}/index.d.ts`, import.meta.url));
  const text = readFileSync(file, 'utf8');
  const names = [...text.matchAll(/^export (?:declare )?(?:function|class|const|let|var) (\w+)/gm)].map(
    ([, one]) => one ?? '',
  );
  return [...new Set(names)];
}

/** Names of older versions, whose types are those of the newer module. */
const TYPED = Object.keys(CORE_MODULES).filter(
  (name) => !/experimental\/(timers|websockets|webcrypto)$/.test(name),
);

test.each(TYPED)('%s exports what its types say', (name) => {
  const missing = declaredBy(name).filter((one) => !CORE_MODULES[name]?.exports.includes(one));
  expect(missing).toEqual([]);
  expect(declaredBy(name).length).toBeGreaterThan(0);
});

test.each([
  'k6/browser',
  'k6/net/grpc',
  'k6/x/sql',
  'k6/nope',
  'https://jslib.k6.io/aws/0.11.0/s3.js',
  'lodash',
])('%s is refused with what to do', (name) => {
  expect(refusalOfModule(name)).toContain(`"${name}"`);
  expect(refusalOfModule(name)).toMatch(/take it out|take out|use |put the file|import it as/);
});
