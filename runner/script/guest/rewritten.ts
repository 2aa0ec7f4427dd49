import { stripTypeScriptTypes } from 'node:module';
import vm from 'node:vm';
import { compileScript } from '../../../lib/script/compile-script.ts';
import { problemText } from '../../../lib/script/problem.ts';
import { nodeHashing } from '../modules/host/digest.ts';
import { nodeSubtle } from '../modules/host/subtle.ts';
import './boot.ts';
import { Pending } from './pending.ts';
import { Runtime } from './runtime.ts';
import { Vu } from './vu.ts';

/** For tests: runs one program as it is and rewritten, with the same sources of values, and says what came of both. */

/** What a program did: what it logged and asked for, in order, and how it ended. */
export type Course = { log: string[]; end: string };
export type Rewriting = Course | { refused: string[] };

const HEAD = "import { io, log, run } from 'io';\n";

/** Asking for 13 fails. */
function answer(value: unknown): unknown {
  if (value === 13) throw new Error('no 13');
  return value;
}

const shown = (value: unknown): string => JSON.stringify(value) ?? String(value);

/** The language words its own errors after the code, which is another one; ours are told whole. */
function failure(error: unknown): string {
  if (error instanceof TypeError && !error.message.includes('wait for')) return 'thrown: a TypeError';
  return `thrown: ${error instanceof Error ? error.message : shown(error)}`;
}

/** The program as the language itself runs it: `io` answers at once. */
export async function plainCourse(source: string): Promise<Course> {
  const log: string[] = [];
  const body = source.replace('export default', 'return');
  const make = new Function('io', 'log', 'run', `"use strict";${body}`) as (
    ...given: unknown[]
  ) => () => unknown;
  try {
    const main = make(
      (value: unknown) => {
        log.push(`io ${shown(value)}`);
        return answer(value);
      },
      (value: unknown) => log.push(shown(value)),
      (work: () => unknown) => work(),
    );
    return { log, end: shown(await main()) };
  } catch (error) {
    return { log, end: failure(error) };
  }
}

const unavailable = (): never => {
  throw new Error('not in this test');
};

/** The program rewritten: every `io` is waited for. */
export async function rewrittenCourse(source: string): Promise<Rewriting> {
  const compiled = compileScript({
    entry: 'main.js',
    read: (path) => (path === 'main.js' ? HEAD.trimEnd() + source : null),
    stripTypes: (text) => stripTypeScriptTypes(text),
    provided: (name) =>
      name === 'io'
        ? { name, known: { exports: ['io', 'log', 'run'], waits: ['io'], calls: ['run'] } }
        : null,
  });
  if (!compiled.ok) return { refused: compiled.problems.map(problemText) };
  const log: string[] = [];
  const waiting: (() => void)[] = [];
  const vu = new Vu(HOST, WORKER, SETTINGS, {});
  vu.runtime = new Runtime(vu);
  const { modules } = vu.runtime;
  for (const { index } of compiled.script.provided)
    modules[index] = {
      io: (value: unknown) => {
        log.push(`io ${shown(value)}`);
        return vu.block((settle) => {
          waiting.push(() => {
            try {
              settle(true, answer(value));
            } catch (error) {
              settle(false, error);
            }
          });
        });
      },
      log: (value: unknown) => log.push(shown(value)),
      run: (work: () => unknown) => work(),
    };
  let end: string | null = null;
  try {
    for (const { code, file } of compiled.script.modules)
      vm.runInThisContext(code, { filename: file })(vu.runtime, modules, Pending);
    vu.phase = 'iteration';
    vu.perform(
      () => (modules[compiled.script.entry] as { default: () => unknown }).default(),
      (ending) => {
        end = ending.ok ? shown(ending.value) : failure(ending.value ?? new Error(ending.message));
      },
    );
  } catch (error) {
    end = failure(error);
  }
  for (let idle = 0; end === null && idle < 20; ) {
    const next = waiting.shift();
    if (next) {
      next();
      idle = 0;
    } else idle++;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { log, end: end ?? 'never ended' };
}

const HOST = {
  number: 1,
  now: () => 0,
  send: unavailable,
  sleep: unavailable,
  check: unavailable,
  groupEnded: unavailable,
  metric: unavailable,
  log: unavailable,
  abort: unavailable,
  markFailed: unavailable,
  cookies: () => '',
  setCookie: unavailable,
  clearCookies: unavailable,
  execution: unavailable,
  after: unavailable,
  later: (work: () => void) => void setImmediate(work),
  jar: unavailable,
  newJar: unavailable,
  openSocket: unavailable,
};
const WORKER = {
  open: unavailable,
  textOf: unavailable,
  bytesOf: unavailable,
  base64Of: unavailable,
  phraseOf: unavailable,
  compressed: unavailable,
  subtle: nodeSubtle,
  hashing: nodeHashing,
};
const SETTINGS = {
  userAgent: '',
  maxRedirects: 0,
  batch: 1,
  batchPerHost: 1,
  discardResponseBodies: false,
  throw: false,
  noCookiesReset: false,
};
