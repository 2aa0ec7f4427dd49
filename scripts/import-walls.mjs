// Checks who imports whom against .dependency-cruiser.js. Arguments are folders and files; all of ours when left out.
// dependency-cruiser reads TypeScript through the JavaScript API of the compiler, which TypeScript 7 has not:
// it is given the one inside @ts-morph/common.
import { existsSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';

const { ts } = createRequire(import.meta.url)('@ts-morph/common');
globalThis.typescriptForImportWalls = ts;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'typescript') return { url: 'walls:typescript', shortCircuit: true };
    if (specifier === 'typescript/package.json') return { url: 'walls:package.json', shortCircuit: true };
    return next(specifier, context);
  },
  load(url, context, next) {
    if (url === 'walls:typescript') {
      return {
        format: 'module',
        source: 'export default globalThis.typescriptForImportWalls',
        shortCircuit: true,
      };
    }
    if (url === 'walls:package.json') {
      return { format: 'json', source: JSON.stringify({ version: ts.version }), shortCircuit: true };
    }
    return next(url, context);
  },
});

const OURS = [
  'app',
  'bench',
  'cli',
  'cli.ts',
  'components',
  'e2e',
  'examples',
  'lib',
  'runner',
  'scripts',
  'server.ts',
];
const asked = process.argv.slice(2);
const files = asked.length > 0 ? asked : OURS.filter((path) => existsSync(path));
process.argv = [...process.argv.slice(0, 2), '--config', join(root, '.dependency-cruiser.js'), ...files];
await import(pathToFileURL(join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')).href);
