import { arrayFrom, visitEntries, waitingForm } from './callbacks.ts';
import { awaitedAtTop } from './kept-promise.ts';
import { Awaited, Pending, run, runCourse, Started, UNAWAITED } from './pending.ts';
import type { Timers, Vu } from './vu.ts';

type Callback = (...args: unknown[]) => unknown;

/** What rewritten code of one VU uses; scripts have no name for it. */
export class Runtime {
  readonly modules: unknown[] = [];
  readonly #vu: Vu;
  #global: object | null = null;

  constructor(vu: Vu) {
    this.#vu = vu;
  }

  get vu(): number {
    return this.#vu.number;
  }

  get iteration(): number | undefined {
    return this.#vu.iteration < 0 ? undefined : this.#vu.iteration;
  }

  get env(): Record<string, string> {
    return this.#vu.env;
  }

  get console(): object {
    return this.#vu.console;
  }

  get open(): (path: string, mode?: string) => unknown {
    return this.#vu.open;
  }

  /** With the numbers of `randomSeed()`, once it was called. */
  get math(): typeof Math {
    return this.#vu.math;
  }

  get timers(): Timers {
    return this.#vu.timers;
  }

  get crypto(): object {
    return this.#vu.crypto;
  }

  /** Every VU has its own. */
  get global(): object {
    this.#global ??= Object.create(globalThis, {
      Math: { get: () => this.math },
      crypto: { get: () => this.crypto },
      ...Object.getOwnPropertyDescriptors(this.timers),
    });
    return this.#global as object;
  }

  /** What stands for `await` at the top level of a script. */
  awaited(value: unknown, place: string): unknown {
    return awaitedAtTop(value, place);
  }

  /** `import.meta` of a file. */
  meta(file: string): { resolve: (specifier: unknown) => string } {
    return {
      resolve: (specifier) => {
        const text = String(specifier);
        if (!/^\.{0,2}\//.test(text)) return text;
        const path = relativeTo(file, text);
        if (path === null) throw new Error(`"${text}" lies outside of the folder of the script`);
        return `file:///${path}`;
      },
    };
  }

  expose(index: number, exports: object): void {
    this.modules[index] = exports;
  }

  run(generator: Generator<Pending, unknown, unknown>): unknown {
    return run(this.#vu, generator);
  }

  /** Runs an async function. */
  course(generator: Generator<Pending | Awaited, unknown, unknown>): unknown {
    return runCourse(this.#vu, generator);
  }

  await(value: unknown): Awaited {
    return new Awaited(value);
  }

  promise(pending: Pending): Promise<unknown> {
    return Pending.promise(pending);
  }

  /** A value that is needed at once, at a place of the script where nothing can wait. */
  now(value: unknown, place: string): unknown {
    // What an async function does goes on beside the rest.
    if (value instanceof Started) return Pending.promise(value);
    if (value instanceof Pending) throw new TypeError(`${place}: ${UNAWAITED}`);
    return value;
  }

  /** Calls a method with a callback that may wait. */
  call(target: unknown, key: PropertyKey, args: unknown[], place: string): unknown {
    if (target === null || target === undefined)
      throw new TypeError(`Cannot read properties of ${target} (reading '${String(key)}')`);
    const method: unknown = Reflect.get(Object(target), key, target);
    const waiting = waitingForm(method);
    if (waiting) return this.run(waiting(target as ArrayLike<unknown>, args));
    if (method === Array.from && args.length > 1) return this.run(arrayFrom(args));
    if (method === Map.prototype.forEach)
      return this.run(visitEntries((target as Map<unknown, unknown>).entries(), true, target, args));
    if (method === Set.prototype.forEach)
      return this.run(visitEntries(target as Set<unknown>, false, target, args));
    if (typeof method !== 'function') throw new TypeError(`${String(key)} is not a function`);
    const inPromise = PROMISED.has(method);
    if (!inPromise && !DEAF.has(method)) return Reflect.apply(method, target, args);
    const guarded = args.map((argument) =>
      typeof argument === 'function' && !natives.has(argument)
        ? this.#guard(argument as Callback, inPromise, `${place}: ${String(key)}()`)
        : argument,
    );
    return Reflect.apply(method, target, guarded);
  }

  #guard(callback: Callback, inPromise: boolean, place: string): Callback {
    return function (this: unknown, ...args: unknown[]) {
      const result = Reflect.apply(callback, this, args);
      if (!(result instanceof Pending)) return result;
      if (inPromise || result instanceof Started) return Pending.promise(result);
      throw new TypeError(
        `${place} cannot wait for the request or the sleep in the function that it is given; do that in a loop`,
      );
    };
  }
}

const PROMISED = new Set<unknown>([
  Promise.prototype.then,
  Promise.prototype.catch,
  Promise.prototype.finally,
]);

/** Built-in functions that call what they are given and cannot wait for it. What only keeps a function is none of them. */
const DEAF = new Set<unknown>([
  String.prototype.replace,
  String.prototype.replaceAll,
  JSON.parse,
  JSON.stringify,
  Reflect.get(Object, 'groupBy'),
  Reflect.get(Map, 'groupBy'),
  Reflect.get(Array, 'fromAsync'),
  ...methodsOf(Reflect.getPrototypeOf(Uint8Array.prototype)),
  ...methodsOf(Reflect.getPrototypeOf(Reflect.getPrototypeOf([].values()) ?? {})),
]);

function methodsOf(prototype: object | null): unknown[] {
  if (!prototype) return [];
  return Object.values(Object.getOwnPropertyDescriptors(prototype)).flatMap(({ value }) =>
    typeof value === 'function' ? [value as unknown] : [],
  );
}

/** All functions of the language itself. */
const natives = new Set<unknown>();

function collect(value: unknown): void {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return;
  if (natives.has(value)) return;
  natives.add(value);
  for (const key of Reflect.ownKeys(value)) {
    const property = Reflect.getOwnPropertyDescriptor(value, key);
    if (!property) continue;
    if ('value' in property) collect(property.value);
    else {
      collect(property.get);
      collect(property.set);
    }
  }
  collect(Reflect.getPrototypeOf(value));
}

/** Called once, before anything else is defined. */
export function learnNatives(): void {
  for (const name of Object.getOwnPropertyNames(globalThis)) collect(Reflect.get(globalThis, name));
}

/** A path from the folder of a file; null when it leaves the folder of the script. */
function relativeTo(file: string, path: string): string | null {
  const parts = path.startsWith('/') ? [] : file.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}
