// The import walls. What a folder may import is the table in CONTRIBUTING.md; whatever is not listed is forbidden.

/** A pattern for files of npm packages. */
const packages = (...names) => `(^|/)node_modules/(@types/)?(${names.join('|')})/`;

const TESTS = '\\.test\\.tsx?$|/testing/';
const TEST_PACKAGES = packages('vitest', '@vitest', 'fast-check', '@ts-morph/common');
const PURE_LIB = '^lib/(?!server/)';
const PURE_PACKAGES = packages(
  'zod',
  'yaml',
  'diff',
  'papaparse',
  'date-fns',
  'hdr-histogram-js',
  'json-p3',
  'acorn',
);
/** What the modules that a k6 script imports are made of. */
const SCRIPT_PACKAGES = packages(
  'chai',
  'css-select',
  'domhandler',
  'k6',
  'parse5',
  'parse5-htmlparser2-tree-adapter',
);
const ROOTS = '^((server|cli)\\.ts$|cli/)';

/** Files in `from` import nothing but `allowed`; their tests may import Node and the test packages too. */
function wall(name, from, allowed, { node = false } = {}) {
  const rule = { name, severity: 'error' };
  const builtin = { dependencyTypesNot: ['core'] };
  return [
    {
      ...rule,
      from: { path: from, pathNot: TESTS },
      to: { pathNot: allowed, ...(node && builtin) },
    },
    {
      ...rule,
      name: `${name} (tests)`,
      from: { path: `(${from}).*(${TESTS})` },
      to: { pathNot: [...allowed, TEST_PACKAGES], ...builtin },
    },
  ];
}

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...wall('lib is pure', PURE_LIB, [PURE_LIB, PURE_PACKAGES]),
    ...wall(
      'the runner knows nothing of Next, Prisma or Socket.IO',
      '^runner/',
      [
        '^runner/',
        PURE_LIB,
        PURE_PACKAGES,
        packages('tough-cookie', 'ws', 'eventsource-parser', 'pg'),
        SCRIPT_PACKAGES,
      ],
      { node: true },
    ),
    ...wall(
      'lib/server knows neither pages nor engine',
      '^lib/server/',
      [
        '^lib/',
        '^runner/',
        PURE_PACKAGES,
        packages('@prisma', 'pino', 'socket.io', 'socket.io-client', 'fflate'),
      ],
      { node: true },
    ),
    {
      name: 'lib/server knows only types of the runner',
      severity: 'error',
      from: { path: '^lib/server/' },
      to: { path: '^runner/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'components run in the browser',
      severity: 'error',
      from: { path: '^components/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'components know lib and packages of the user interface',
      severity: 'error',
      from: { path: '^components/' },
      to: {
        path: [
          '^(?!components/|lib/|node_modules/)[^.]',
          '^lib/server/',
          packages('@prisma', '@libsql', 'libsql', 'socket\\.io', 'pino', 'prom-client', 'hono', 'commander'),
        ],
        dependencyTypesNot: ['core', 'npm-dev'],
      },
    },
    {
      name: 'app knows components and lib',
      severity: 'error',
      from: { path: '^app/' },
      to: {
        path: [
          '^(?!app/|components/|lib/|node_modules/)[^.]',
          packages('@prisma', '@libsql', 'libsql', 'socket\\.io', 'prom-client', 'hono', 'commander'),
        ],
        dependencyTypesNot: ['core', 'npm-dev'],
      },
    },
    {
      name: 'examples stand alone',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: ['^(runner|components|app|e2e|bench|scripts|prisma)/', '^lib/server/'] },
    },
    {
      name: 'composition roots are imported by nothing',
      severity: 'error',
      from: { pathNot: ROOTS },
      to: { path: ROOTS },
    },
    {
      name: 'the product does not import its tests, tools and examples',
      severity: 'error',
      from: { path: [ROOTS, '^(lib|runner|components|app)/'] },
      to: { path: '^(e2e|bench|scripts|examples)/' },
    },
    {
      // Types may lead in a circle: nothing is left of them when the code runs.
      name: 'no cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      // Scripts in bench/ also run inside other tools; those in e2e/conformance/ name k6's public libraries by address.
      name: 'imports lead somewhere',
      severity: 'error',
      from: { pathNot: '^(bench|e2e/conformance)/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'packages are in package.json',
      severity: 'error',
      from: { path: [ROOTS, '^(lib|runner|components|app)/'] },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^lib/server/generated/'] },
    exclude: { path: '^lib/server/generated/.*\\.(js|wasm)$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts'],
    },
  },
};
