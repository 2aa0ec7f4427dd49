import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { compileScript } from '../../../../lib/script/compile-script.ts';
import { locatePackage, readPackageFile } from '../host/module-sources.ts';

const MODULES = fileURLToPath(new URL('../', import.meta.url));

/** A module's functions as a script sees them. */
export type Exports = Record<string, (...args: unknown[]) => unknown>;

/**
 * Loads one of our modules as a script's world does: rewritten, with the packages it uses, in a context that has
 * nothing but the language. `provided` are the modules of k6 that it imports, by name; none of them has to wait here.
 */
export function loadInWorld(entry: string, provided: Record<string, Record<string, unknown>> = {}): Exports {
  const result = compileScript({
    entry,
    read: (path) => readPackageFile(path) ?? ownFile(path),
    stripTypes: (text) => stripTypeScriptTypes(text, { mode: 'strip' }),
    locate: locatePackage,
    provided: (name) => {
      const module = provided[name];
      return module === undefined
        ? null
        : { name, known: { exports: Object.keys(module), waits: [], calls: [] } };
    },
  });
  if (!result.ok)
    throw new Error(
      result.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`).join('\n'),
    );
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, {
    codeGeneration: { strings: false, wasm: false },
  });
  const modules: unknown[] = [];
  for (const { index, name } of result.script.provided)
    modules[index] = { default: provided[name], ...provided[name] };
  const runtime = {
    expose: (index: number, exports: unknown) => {
      modules[index] = exports;
    },
    run: (steps: Generator<unknown, unknown>) => steps.next().value,
    now: (value: unknown) => value,
    call: (target: object, key: string, args: unknown[]) =>
      Reflect.apply(Reflect.get(target, key), target, args),
    console,
    math: vm.runInContext('Math', context),
  };
  for (const { code, file } of result.script.modules) {
    vm.runInContext(code, context, { filename: file })(runtime, modules, NothingWaits);
  }
  return modules[result.script.entry] as Exports;
}

class NothingWaits {}

function ownFile(path: string): string | null {
  try {
    return readFileSync(MODULES + path, 'utf8');
  } catch {
    return null;
  }
}
