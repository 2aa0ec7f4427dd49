import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { root } from './root.mjs';

/** What the cases import: one file behind each wall. */
const BUILDING_BLOCKS: Record<string, string> = {
  'lib/plan/plan.ts': 'export type Plan = string;\nexport const plan: Plan = "p";\n',
  'lib/server/plans.ts': 'export const plans = 1;\n',
  'runner/engine.ts': 'export type Engine = string;\nexport const engine: Engine = "e";\n',
  'components/button.tsx': 'export const Button = 1;\n',
  'app/page.tsx': 'export default 1;\n',
  'server.ts': 'export const server = 1;\n',
  'cli.ts': 'export const cli = 1;\n',
  'examples/shop/shop.ts': 'export const shop = 1;\n',
  'lib/cycle/there.ts': `import { back } from './back.ts';\nexport const there = () => back;\n`,
  'lib/cycle/back.ts': `import { there } from './there.ts';\nexport const back = () => there;\n`,
  'lib/type-cycle/there.ts': `import type { Back } from './back.ts';\nexport type There = Back[];\n`,
  'lib/type-cycle/back.ts': `import { type There } from './there.ts';\nexport type Back = There[];\n`,
};

const LIB = 'lib is pure';
const RUNNER = 'the runner knows nothing of Next, Prisma or Socket.IO';
const SERVER = 'lib/server knows neither pages nor engine';
const TYPES = 'lib/server knows only types of the runner';
const BROWSER = 'components run in the browser';
const COMPONENTS = 'components know lib and packages of the user interface';
const APP = 'app knows components and lib';
const EXAMPLES = 'examples stand alone';
const ROOTS = 'composition roots are imported by nothing';
const PRODUCT = 'the product does not import its tests, tools and examples';

/** A file and what it imports. Files get a number in their names, so that all fit into one project. */
const allowed: [file: string, content: string][] = [
  [
    'lib/a.ts',
    `import { plan } from './plan/plan.ts';\nimport { z } from 'zod';\nexport const a = [plan, z];`,
  ],
  ['lib/a.test.ts', `import 'node:fs';\nimport 'vitest';\nimport 'fast-check';`],
  [
    'runner/a.ts',
    `import 'node:http';\nimport 'tough-cookie';\nimport 'hdr-histogram-js';\nimport '../lib/plan/plan.ts';`,
  ],
  ['lib/server/a.ts', `import 'node:fs';\nimport '@prisma/adapter-libsql';\nimport '../plan/plan.ts';`],
  ['lib/server/a.ts', `import type { Engine } from '../../runner/engine.ts';\nexport type A = Engine;`],
  [
    'components/a.tsx',
    `import 'react';\nimport 'recharts';\nimport '@/lib/plan/plan.ts';\nimport './button.tsx';`,
  ],
  ['app/a.ts', `import 'next/server';\nimport '@/components/button.tsx';\nimport '@/lib/server/plans.ts';`],
];

const forbidden: [rule: string, file: string, content: string][] = [
  [LIB, 'lib/a.ts', `import './server/plans.ts';`],
  [LIB, 'lib/a.ts', `import type { Engine } from '../runner/engine.ts';\nexport type A = Engine;`],
  [LIB, 'lib/a.ts', `import 'node:fs';`],
  [LIB, 'lib/a.ts', `import 'react';`],
  [LIB, 'lib/a.ts', `export const a = () => import('undici');`],
  [`${LIB} (tests)`, 'lib/a.test.ts', `import './server/plans.ts';`],
  [RUNNER, 'runner/a.ts', `import '../lib/server/plans.ts';`],
  [RUNNER, 'runner/a.ts', `import '@prisma/client';`],
  [RUNNER, 'runner/a.ts', `import 'socket.io';`],
  [RUNNER, 'runner/a.ts', `import 'next';`],
  [SERVER, 'lib/server/a.ts', `import '../../components/button.tsx';`],
  [SERVER, 'lib/server/a.ts', `import 'next/server';`],
  [SERVER, 'lib/server/a.ts', `import 'tough-cookie';`],
  [TYPES, 'lib/server/a.ts', `import { engine } from '../../runner/engine.ts';\nexport const a = engine;`],
  [TYPES, 'lib/server/a.ts', `export { engine } from '../../runner/engine.ts';`],
  [BROWSER, 'components/a.tsx', `import 'node:fs';`],
  [COMPONENTS, 'components/a.tsx', `import '@/lib/server/plans.ts';`],
  [
    COMPONENTS,
    'components/a.tsx',
    `import type { Engine } from '@/runner/engine.ts';\nexport type A = Engine;`,
  ],
  [COMPONENTS, 'components/a.tsx', `import '@/app/page.tsx';`],
  [COMPONENTS, 'components/a.tsx', `import 'socket.io';`],
  [APP, 'app/a.ts', `import '@/runner/engine.ts';`],
  [APP, 'app/a.ts', `import '@prisma/client';`],
  [EXAMPLES, 'examples/shop/a.ts', `import '../../runner/engine.ts';`],
  [ROOTS, 'lib/server/a.ts', `import '../../server.ts';`],
  [ROOTS, 'bench/a.ts', `import '../cli.ts';`],
  [PRODUCT, 'runner/a.ts', `import '../examples/shop/shop.ts';`],
  ['imports lead somewhere', 'lib/a.ts', `import './nowhere.ts';`],
];

let project: string;
let violations: { from: string; rule: { name: string } }[];

beforeAll(() => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  project = mkdtempSync(join(root, '.cache/import-walls-'));
  for (const name of ['tsconfig.json', 'package.json']) cpSync(join(root, name), join(project, name));
  const files = { ...BUILDING_BLOCKS };
  allowed.forEach(([file, content], index) => {
    files[numbered(file, `allowed${index}`)] = content;
  });
  forbidden.forEach(([, file, content], index) => {
    files[numbered(file, `forbidden${index}`)] = content;
  });
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), content);
  }
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'scripts/import-walls.mjs'), '--output-type', 'json', ...Object.keys(files)],
    { cwd: project, encoding: 'utf8', maxBuffer: 100_000_000 },
  );
  if (!stdout.startsWith('{')) throw new Error(`${stdout}\n${stderr}`);
  violations = JSON.parse(stdout).summary.violations;
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

/** lib/a.test.ts -> lib/a-7.test.ts */
function numbered(file: string, number: string): string {
  return file.replace(/(?=(\.test)?\.tsx?$)/, `-${number}`);
}

function brokenBy(file: string): string[] {
  return violations.filter(({ from }) => from === file).map(({ rule }) => rule.name);
}

it.each(allowed.map((item, index) => [...item, index] as const))(
  '%s may import: %s',
  (file, _content, index) => {
    expect(brokenBy(numbered(file, `allowed${index}`))).toEqual([]);
  },
);

it.each(forbidden.map((item, index) => [...item, index] as const))(
  '"%s" forbids %s: %s',
  (rule, file, _content, index) => {
    expect(brokenBy(numbered(file, `forbidden${index}`))).toContain(rule);
  },
);

it('forbids cycles, except between types', () => {
  expect([...brokenBy('lib/cycle/there.ts'), ...brokenBy('lib/cycle/back.ts')]).toEqual(['no cycles']);
  expect([...brokenBy('lib/type-cycle/there.ts'), ...brokenBy('lib/type-cycle/back.ts')]).toEqual([]);
});
