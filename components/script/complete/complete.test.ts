import { javascriptLanguage } from '@codemirror/lang-javascript';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { CORE_MODULES } from '../../../lib/script/known-modules.ts';
import { completeScript } from './complete.ts';
import text from './k6-api.json' with { type: 'json' };
import type { K6Api } from './k6-api.ts';

const api: K6Api = text as K6Api;
const IMPORTS = `import http from 'k6/http';
import { check, group as part } from 'k6';
import { Trend } from 'k6/metrics';
import * as exec from 'k6/execution';
`;

/** What is offered at the `|`. */
function offered(marked: string, explicit = false): string[] {
  const pos = marked.indexOf('|');
  const doc = marked.slice(0, pos) + marked.slice(pos + 1);
  const state = EditorState.create({ doc, extensions: [javascriptLanguage] });
  const around = {
    file: 'main.js',
    files: ['main.js', 'lib/users.js', 'data/users.csv'],
    variables: ['BASE_URL', 'USERS'],
  };
  return completeScript(api, around, { state, pos, explicit })?.options.map(({ label }) => label) ?? [];
}

describe('completion', () => {
  it.each<[string, string[]]>([
    ['http.|', ['get', 'post', 'batch', 'CookieJar']],
    ['http.g|', ['get']],
    ['const res = http.get(url);\nres.|', ['status', 'timings', 'json', 'html']],
    ['const res = await http.get(url);\nres.timings.|', ['waiting', 'duration']],
    ['http.get(url).html().|', ['find', 'text']],
    ['const res = http.get(url);\ncheck(res, { ok: (r) => r.| });', ['status', 'body']],
    ['const res = http.get(url);\ncheck(res, { ok: function (r) { return r.st| } });', ['status']],
    ["const load = new Trend('load');\nload.|", ['add']],
    ['exec.|', ['vu', 'scenario', 'test']],
    ['exec.vu.|', ['idInTest', 'iterationInScenario']],
    ['__ENV.|', ['BASE_URL', 'USERS']],
    ['http.get(url, { | });', ['headers', 'tags', 'timeout']],
    ['http.get(url, { headers: {}, t| });', ['tags']],
    ['export const options = { | };', ['vus', 'stages', 'thresholds', 'scenarios']],
    ['export const options = { stages: [{ d| }] };', ['duration', 'target']],
    ['export const options = { scenarios: { shop: { e| } } };', ['executor', 'exec', 'env']],
    [
      "const t = new Trend('load');\nexport const options = { thresholds: { h| } };",
      ['http_req_duration', 'load'],
    ],
    ["export const options = { thresholds: { '|': [] } };", ['http_req_failed', 'checks']],
    ["import {| } from 'k6';", ['check', 'sleep', 'group']],
    ["import { ch| } from 'k6';", ['check']],
    ["import x from '|'", ['k6/http', './lib/users.js', 'https://jslib.k6.io/k6-utils/']],
    ["const users = open('|');", ['./lib/users.js', './data/users.csv']],
    ['sle|', ['sleep', 'SharedArray', '__ENV']],
  ])('offers at %s', (marked, wanted) => {
    expect(offered(IMPORTS + marked)).toEqual(expect.arrayContaining(wanted));
  });

  it.each([
    ['something that is not known', 'const a = other();\na.|'],
    ["a parameter of a function of one's own", 'const f = (http) => http.|'],
    ['a string', "console.log('ht|')"],
    ['a comment', '// http.|'],
    ["an object of one's own", 'const a = { | };'],
    ['a place where nothing is typed', '\n|\n'],
  ])('offers nothing in %s', (_, marked) => {
    expect(offered(IMPORTS + marked)).toEqual([]);
  });

  it('offers no import of what is imported, nor what the engine does not have', () => {
    const names = offered(`${IMPORTS}s|`);
    expect(names).toContain('sleep');
    expect(names).not.toContain('check');
    expect(offered("import {| } from 'k6/http';")).toEqual(CORE_MODULES['k6/http']?.exports);
  });
});
