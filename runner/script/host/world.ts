import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import type { Script } from '../../../lib/plan/script.ts';
import {
  type CompiledModule,
  type CompiledScript,
  compileScript,
} from '../../../lib/script/compile-script.ts';
import { CORE_MODULES } from '../../../lib/script/known-modules.ts';
import { ScriptRefused } from '../../../lib/script/problem.ts';
import { joined } from '../../../lib/script/program.ts';
import type * as Guest from '../guest/boot.ts';
import type { HostWorker } from '../guest/host.ts';
import { nodeHashing } from '../modules/host/digest.ts';
import {
  locateLibrary,
  locatePackage,
  readLibraryFile,
  readPackageFile,
} from '../modules/host/module-sources.ts';
import { nodeSubtle } from '../modules/host/subtle.ts';
import type * as Pages from '../modules/html/pages.ts';
import { compressed } from './compressed.ts';
import { HARDEN } from './harden.ts';

const here = fileURLToPath(new URL('..', import.meta.url));

/** Where files of a script come from: the bundle of a plan, or the folder of the script while a plan is made of it. */
export type ScriptFiles = { read: (path: string) => Uint8Array | null };

export function filesOf(script: Script): ScriptFiles {
  const bytes = new Map<string, Uint8Array>();
  for (const [path, file] of Object.entries(script.files))
    bytes.set(path, 'text' in file ? Buffer.from(file.text) : Buffer.from(file.base64, 'base64'));
  return { read: (path) => bytes.get(path) ?? null };
}

/** Takes the types out and keeps every line where it is. */
const stripTypes = (text: string) => stripTypeScriptTypes(text, { mode: 'strip' });

function compiled(
  entry: string,
  read: (path: string) => string | null,
  locate: (specifier: string, from: string) => string | null,
) {
  const result = compileScript({
    entry,
    read,
    stripTypes,
    locate,
    provided: (specifier) => {
      const known = CORE_MODULES[specifier];
      return known ? { name: specifier, known } : null;
    },
  });
  if (!result.ok) throw new ScriptRefused(result.problems);
  return result.script;
}

/**
 * The world in which scripts run: globals of its own, of which nothing leads to Node. Code of ours that scripts can
 * touch runs inside it as well, so that no object of the outside is within their reach.
 */
export class World {
  readonly guest: typeof Guest;
  /** Names that the script exports. */
  readonly exports: readonly string[];
  /** Whether anything in the script may make a promise. */
  readonly makesPromises: boolean;
  private readonly context: vm.Context;
  private readonly worker: HostWorker;
  /** What code of ours shares among VUs. */
  private readonly shared: unknown[] = [];

  /** Throws ScriptRefused when the script cannot be rewritten. */
  constructor(script: Pick<Script, 'entry' | 'settings' | 'options'>, files: ScriptFiles) {
    const program = compiled(
      script.entry,
      (path) => {
        const library = readLibraryFile(path);
        if (library !== null) return library;
        const bytes = files.read(path);
        return bytes && Buffer.from(bytes).toString('utf8');
      },
      locateLibrary,
    );
    this.exports = program.exports;
    this.makesPromises = program.modules.some(({ code }) => PROMISES.test(code));
    this.context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
      codeGeneration: { strings: false, wasm: false },
    });
    this.guest = this.own<typeof Guest>('guest/boot.ts');
    if (readsHtml(program)) this.guest.provideHtml(this.own<typeof Pages>('modules/html/pages.ts'));
    const freeze = vm.runInContext(HARDEN, this.context) as (value: unknown) => void;
    for (const value of this.shared) freeze(value);
    this.worker = workerFor(files);
    this.guest.load({
      factories: program.modules.map(({ index, file, code }) => ({
        index,
        file,
        define: this.run({ index, file, code }),
      })),
      provided: program.provided,
      entry: program.entry,
      settings: { ...script.settings },
      optionsText: script.options,
    });
  }

  /** A VU that has the script loaded. Throws an Error with the script's own message. */
  makeVu(
    host: Parameters<typeof Guest.makeVu>[0],
    env: Record<string, string>,
  ): ReturnType<typeof Guest.makeVu> {
    try {
      return this.guest.makeVu(host, this.worker, env);
    } catch (error) {
      const { message, stack } = this.guest.describe(error);
      throw new Error(placed(message, stack));
    }
  }

  /** A module of ours, run inside. */
  private own<Exports>(entry: string): Exports {
    const program = compiled(
      entry,
      (path) => {
        const text = readPackageFile(path);
        if (text !== null) return text;
        try {
          return readFileSync(`${here}${path}`, 'utf8');
        } catch {
          return null;
        }
      },
      locatePackage,
    );
    const modules: unknown[] = [];
    const runtime = {
      expose: (index: number, exports: unknown) => {
        modules[index] = exports;
      },
      global: vm.runInContext('globalThis', this.context) as unknown,
      math: vm.runInContext('Math', this.context) as unknown,
      share: (...classes: unknown[]) => this.shared.push(...classes),
    };
    for (const module of program.modules)
      this.run<unknown, unknown>(OURS.test(module.file) ? withItsClasses(module) : module)(
        runtime,
        modules,
        null,
      );
    program.modules.forEach(({ index, file }) => {
      if (OURS.test(file)) this.shared.push(...Object.values(Object(modules[index])));
    });
    return modules[program.entry] as Exports;
  }

  private run<R, P>({ file, code }: CompiledModule): (runtime: R, modules: unknown[], pending: P) => void {
    return vm.runInContext(code, this.context, { filename: file, columnOffset: 0 }) as (
      runtime: R,
      modules: unknown[],
      pending: P,
    ) => void;
  }
}

/** Of the files that run inside, those that are no packages. */
const OURS = /^(guest|modules)\//;

/** Hands out the classes of a module, also those that it does not export: scripts may meet what they make. */
function withItsClasses({ code, ...module }: CompiledModule): CompiledModule {
  const names = [...code.matchAll(/^\s?class (\w+)/gm)].map(([, name]) => name);
  return { ...module, code: code.replace(/\n\}\)$/, `\n;$rh.share(${names.join()})})`) };
}

const PROMISES = /\b(async|Promise|asyncRequest|WebSocket|subtle|csv|fs)\b/;

/** The parser of HTML is large, so only scripts that may ask for it get it. */
function readsHtml({ modules, provided }: CompiledScript): boolean {
  if (provided.some(({ name }) => name === 'k6/html')) return true;
  return modules.some(({ code }) => /\b(html|submitForm|clickLink)\b/.test(code));
}

function workerFor(files: ScriptFiles): HostWorker {
  return {
    open: (path, from) => {
      const target = path.startsWith('file:///')
        ? joined('', path.slice('file:///'.length))
        : joined(from, path);
      if (target === null)
        throw `open("${path}") lies outside of the folder of the script; put the file into that folder`;
      return files.read(target);
    },
    textOf: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
    bytesOf: (text) => Buffer.from(text, 'utf8'),
    base64Of: (text) => Buffer.from(text, 'utf8').toString('base64'),
    phraseOf: (status) => STATUS_CODES[status] ?? '',
    compressed,
    hashing: nodeHashing,
    subtle: nodeSubtle,
  };
}

/** A message with the first place of the script that a stack names. */
export function placed(message: string, stack: string): string {
  const place = placesOf(stack)[0];
  return place ? `${place}: ${message}` : message;
}

/** `shop.js:12` for every place of a stack that lies in the script. */
export function placesOf(stack: string): string[] {
  const places: string[] = [];
  for (const line of stack.split('\n')) {
    const [, file = '', at = ''] =
      /(?:\(|at (?:async )?)([^\s()]+?\.[cm]?[jt]s):(\d+):\d+\)?$/.exec(line) ?? [];
    if (
      file === '' ||
      file.startsWith('guest/') ||
      file.startsWith('modules/') ||
      /^(npm|library):|:\/\//.test(file)
    )
      continue;
    places.push(`${file}:${at}`);
  }
  return places;
}
