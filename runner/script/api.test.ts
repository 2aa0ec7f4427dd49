import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ts } from '@ts-morph/common';
import { beforeAll, expect, test } from 'vitest';
import { CORE_MODULES } from '../../lib/script/known-modules.ts';
import { runScript } from './testing/run-script.ts';

/**
 * Walks k6's own type declarations: every module, every export, every member of every class and of every object that
 * scripts are given must be there.
 */

/** Declared by k6 and not here, each with its reason. */
const NOT_OURS: Record<string, string> = {
  'k6/browser': 'drives a browser: refused by name before the run',
  'k6/net/grpc': 'speaks gRPC: refused by name before the run',
  'k6/secrets': 'needs sources of secrets of k6 itself: refused by name before the run',
  'k6/options': 'types of the options alone',
};

const MODULES = [
  'k6',
  'k6/crypto',
  'k6/data',
  'k6/encoding',
  'k6/execution',
  'k6/experimental/csv',
  'k6/experimental/fs',
  'k6/experimental/streams',
  'k6/html',
  'k6/http',
  'k6/metrics',
  'k6/timers',
  'k6/websockets',
  'k6/ws',
];

/** What a script gives to k6, and pure types: nothing to be found at run time. */
const GIVEN_BY_SCRIPTS =
  /^(k6\.(Checkers?|JSONArray|JSONObject)|k6\/html\.(Tester|Handler|Mapper)|k6\/http\.(Params|RefinedParams|StructuredRequestBody|Object(Refined)?BatchRequest|CookieOptions|ExpectedStatuses\w+|RequestCookie|CookieJarCookies|HttpURL)|k6\/websockets\.(BlobOptions|Params)|k6\/ws\.(Params|Executor|\w+Handler)|k6\/experimental\/csv\.Options|k6\/experimental\/streams\.(UnderlyingSource|QueuingStrategy))$/;

/** Where scripts meet what the types declare. */
const MET: Record<string, string> = {
  'k6/crypto.Hasher': "crypto.createHash('md5')",
  'k6/data.SharedArray': 'rows',
  'k6/experimental/csv.Parser': 'new csv.Parser(file)',
  'k6/experimental/fs.File': 'file',
  'k6/experimental/fs.FileInfo': 'await file.stat()',
  'k6/experimental/streams.ReadableStream': 'new streams.ReadableStream()',
  'k6/experimental/streams.ReadableStreamDefaultController': 'controllerOfStream()',
  'k6/experimental/streams.CountQueuingStrategy': 'new streams.CountQueuingStrategy({ highWaterMark: 1 })',
  'k6/experimental/streams.ReadableStreamDefaultReader': 'new streams.ReadableStream().getReader()',
  'k6/html.Selection': 'page',
  'k6/html.FormValue': "page.find('form').serializeArray()[0]",
  'k6/html.Attribute': "page.find('a').get(0).attributes().href",
  'k6/html.Element': "page.find('b').get(0)",
  'k6/http.Response': 'response',
  'k6/http.RefinedResponse': 'response',
  'k6/http.ResponseCookie': 'response.cookies.sid[0]',
  'k6/http.FileData': "http.file('x')",
  'k6/http.CookieJar': 'new http.CookieJar()',
  'k6/metrics.Metric': 'counter',
  'k6/metrics.Counter': 'counter',
  'k6/metrics.Gauge': 'gauge',
  'k6/metrics.Rate': 'rate',
  'k6/metrics.Trend': 'trend',
  'k6/websockets.WebSocket': 'socket',
  'k6/websockets.Blob': "new websockets.Blob(['x'])",
  'k6/websockets.MessageEvent': 'events.message',
  'k6/websockets.ErrorEvent': 'events.error',
  'k6/ws.Response': 'wsResponse',
  'k6/ws.Socket': 'wsSocket',
  'k6/ws.WebSocketError': 'wsError',
};

/** Tags of the element classes whose name does not say it. */
const TAGS: Record<string, string> = {
  Anchor: 'a',
  FormField: 'input',
  Href: 'a',
  Image: 'img',
  Li: 'li',
  Media: 'audio',
  Mod: 'ins',
  OList: 'ol',
  Quote: 'blockquote',
  TableBody: 'tbody',
  TableCell: 'td',
  TableCol: 'col',
  TableDataCell: 'td',
  TableFoot: 'tfoot',
  TableHead: 'thead',
  TableHeaderCell: 'th',
  TableRow: 'tr',
  TableSection: 'tbody',
  UList: 'ul',
};

/** Written by k6's code in snake case, and by its types in camel case. */
const SPELLED = new Map([
  ['httpOnly', 'http_only'],
  ['maxAge', 'max_age'],
]);

type Declared = { name: string; members: string[] };

/** The names that a declaration file exports, and the members of its classes and interfaces. */
function declarations(module: string): { values: string[]; types: Declared[]; objects: Declared[] } {
  const folder = module === 'k6' ? '' : module.slice('k6'.length);
  const file = fileURLToPath(new URL(`../../node_modules/@types/k6${folder}/index.d.ts`, import.meta.url));
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const values: string[] = [];
  const types: Declared[] = [];
  const objects: Declared[] = [];
  const named = (members: readonly ts.Node[]) =>
    members
      .map((member) => (ts.isClassElement(member) || ts.isTypeElement(member) ? member.name?.getText() : ''))
      .filter((name): name is string => name !== undefined && name !== '' && name !== '__brand');
  for (const node of source.statements) {
    const exported = ts.canHaveModifiers(node)
      ? (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
      : false;
    if (!exported) continue;
    if (ts.isFunctionDeclaration(node) && node.name) values.push(node.name.text);
    if (ts.isEnumDeclaration(node)) {
      values.push(node.name.text);
      objects.push({ name: node.name.text, members: node.members.map(({ name }) => name.getText()) });
    }
    if (ts.isClassDeclaration(node) && node.name) {
      const isAbstract = ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword);
      if (!isAbstract) values.push(node.name.text);
      types.push({ name: node.name.text, members: named(node.members) });
    }
    if (ts.isInterfaceDeclaration(node)) types.push({ name: node.name.text, members: named(node.members) });
    if (ts.isVariableStatement(node))
      for (const { name, type } of node.declarationList.declarations) {
        values.push(name.getText());
        if (type && ts.isTypeLiteralNode(type))
          objects.push({ name: name.getText(), members: named(type.members) });
      }
  }
  return { values: [...new Set(values)], types, objects };
}

const identifier = (module: string) => module.split('/').at(-1) ?? module;

const elementTag = (name: string) => {
  const kind = name.replace(/Element$/, '');
  return TAGS[kind] ?? kind.toLowerCase();
};

function placeOf(module: string, name: string): string | undefined {
  if (module === 'k6/html' && name !== 'Element' && name.endsWith('Element')) {
    const tag = elementTag(name);
    return `page.find('${tag}').get(0)`;
  }
  return MET[`${module}.${name}`];
}

const HTML = `<html><head><base href="/"><title>t</title><link rel="x" href="/"><meta name="m"><style></style><script></script></head><body>
<a href="/x" id="l">link</a><b>b</b><map><area href="/"></map><audio></audio><video><source><track></video><button>b</button><canvas></canvas><data value="1"></data>
<input list="dl"><datalist id="dl"><option value="1"></datalist><del></del><ins></ins><embed><iframe></iframe><img src="/">
<form><fieldset><legend>l</legend><label for="q">q</label><input id="q" name="q" value="1"><keygen><select><optgroup><option>1</optgroup></select><textarea></textarea><output for="q"></output></fieldset></form>
<ul><li value="1"></ul><ol></ol><meter></meter><progress></progress><object><param></object><pre></pre><blockquote></blockquote><time></time>
<table><caption></caption><col><thead><tr><th></th></tr></thead><tbody><tr><td></td></tr></tbody><tfoot></tfoot></table></body></html>`;

const SCRIPT = `
${MODULES.map((module) => `import * as ${identifier(module)}All from '${module}';\nimport ${identifier(module)} from '${module}';`).join('\n')}
const rows = new data.SharedArray('rows', () => [1]);
const file = await fs.open('rows.csv');
const counter = new metrics.Counter('c'), gauge = new metrics.Gauge('g'), rate = new metrics.Rate('r'), trend = new metrics.Trend('t');
const describe = (value) => {
  const names = new Set();
  for (let one = Object(value); one && one !== Object.prototype; one = Object.getPrototypeOf(one))
    for (const name of Object.getOwnPropertyNames(one)) names.add(name);
  return [...names];
};
function controllerOfStream() {
  let controller;
  new streams.ReadableStream({ start(given) { controller = given; } });
  return controller;
}
export default async function () {
  const response = http.get('http://shop.test/');
  const page = response.html();
  const events = {};
  let wsSocket, wsError;
  const wsResponse = ws.connect('ws://shop.test/', (given) => { wsSocket = given; given.on('error', (error) => { wsError = error; }); });
  const socket = await new Promise((resolve) => {
    const made = new websockets.WebSocket('ws://shop.test/');
    for (const name of ['message', 'error']) made.addEventListener(name, (event) => { events[name] = event; });
    made.onclose = () => resolve(made);
  });
  return {
    modules: { ${MODULES.map((module) => `'${module}': [describe(${identifier(module)}All), describe(${identifier(module)})]`).join(', ')} },
    objects: { ${MODULES.flatMap((module) =>
      declarations(module).objects.map(
        ({ name }) => `'${module}.${name}': describe(${identifier(module)}.${name})`,
      ),
    ).join(', ')} },
    types: { ${MODULES.flatMap((module) =>
      declarations(module).types.flatMap(({ name }) => {
        const place = placeOf(module, name);
        return place === undefined ? [] : [`'${module}.${name}': describe(${place})`];
      }),
    ).join(', ')} },
  };
}`;

type Found = {
  modules: Record<string, [string[], string[]]>;
  objects: Record<string, string[]>;
  types: Record<string, string[]>;
};
let found: Found;

beforeAll(async () => {
  const answer = { body: HTML, setCookies: ['sid=1'] };
  const { ok, message, value } = await runScript(SCRIPT, answer, {}, { 'rows.csv': 'a,b\n' });
  expect([ok, message]).toEqual([true, '']);
  found = value as Found;
});

test('every module that k6 declares is here, or left out for a reason', () => {
  const declared = ts.sys
    .readDirectory(fileURLToPath(new URL('../../node_modules/@types/k6', import.meta.url)), ['index.d.ts'])
    .map((path) => `k6${/@types\/k6(.*)\/index\.d\.ts$/.exec(path)?.[1] ?? ''}`);
  expect(declared.toSorted()).toEqual([...MODULES, ...Object.keys(NOT_OURS)].toSorted());
  for (const module of MODULES) expect(CORE_MODULES).toHaveProperty([module]);
});

test.each(MODULES)('%s exports all that its types say, by name and in its default', (module) => {
  const { values } = declarations(module);
  const [named = [], inDefault = []] = found.modules[module] ?? [];
  // SSL_3_0 and the rest of the constants count as well.
  expect(values.length).toBeGreaterThan(0);
  expect(values.filter((name) => !named.includes(name))).toEqual([]);
  expect(values.filter((name) => !inDefault.includes(name))).toEqual([]);
  expect(values.filter((name) => !CORE_MODULES[module]?.exports.includes(name))).toEqual([]);
});

const TYPES = MODULES.flatMap((module) =>
  declarations(module).types.map(({ name, members }) => ({ type: `${module}.${name}`, members })),
).filter(({ type }) => !GIVEN_BY_SCRIPTS.test(type));

test.each(TYPES)('$type has all its members', ({ type, members }) => {
  const has = found.types[type];
  expect(has, `nobody says where scripts meet ${type}`).toBeDefined();
  const missing = members.filter((member) => !has?.includes(SPELLED.get(member) ?? member));
  expect(missing).toEqual([]);
});

const OBJECTS = MODULES.flatMap((module) =>
  declarations(module).objects.map(({ name, members }) => ({ object: `${module}.${name}`, members })),
);

test.each(OBJECTS)('$object has all its members', ({ object, members }) => {
  expect(members.filter((member) => member !== 'new' && !found.objects[object]?.includes(member))).toEqual(
    [],
  );
});
