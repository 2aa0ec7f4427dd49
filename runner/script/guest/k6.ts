import type { Tags } from './host.ts';
import { Pending } from './pending.ts';
import { Provided } from './provided.ts';
import type { Vu } from './vu.ts';

type Predicate = (value: unknown) => unknown;

function* judged(
  vu: Vu,
  value: unknown,
  sets: Record<string, unknown>,
  tags: Tags | null,
  names: string[],
  from: number,
  first: Pending,
  before: boolean,
): Generator<Pending, boolean, unknown> {
  let all = before;
  for (let index = from; index < names.length; index++) {
    const name = names[index] ?? '';
    let result: unknown = index === from ? first : outcome(sets[name], value);
    if (result instanceof Pending) result = yield result;
    if (!count(vu, name, result, tags)) all = false;
  }
  return all;
}

function outcome(predicate: unknown, value: unknown): unknown {
  return typeof predicate === 'function' ? (predicate as Predicate)(value) : predicate;
}

function count(vu: Vu, name: string, result: unknown, tags: Tags | null): boolean {
  if (result instanceof Promise)
    throw new TypeError(`the check "${name}" is async, which k6 does not support; make it a plain function`);
  const passed = Boolean(result);
  vu.host.check(vu.group, name, passed, tags);
  return passed;
}

function check(vu: Vu, value: unknown, sets: unknown, given?: Tags): unknown {
  vu.forbidInInit('check()');
  if (typeof sets !== 'object' || sets === null) throw new TypeError('check() needs an object of checks');
  const tags = vu.tags(given ?? null);
  const all = sets as Record<string, unknown>;
  const names = Object.keys(all);
  let passed = true;
  for (let index = 0; index < names.length; index++) {
    const name = names[index] ?? '';
    let result: unknown;
    try {
      result = outcome(all[name], value);
    } catch (error) {
      vu.host.check(vu.group, name, false, tags);
      throw error;
    }
    if (result instanceof Pending)
      return vu.runtime.run(judged(vu, value, all, tags, names, index, result, passed));
    if (!count(vu, name, result, tags)) passed = false;
  }
  return passed;
}

function group(vu: Vu, name: unknown, body: unknown): unknown {
  vu.forbidInInit('group()');
  if (typeof body !== 'function') throw new TypeError('group() needs a name and a function');
  const title = String(name);
  if (title.includes('::')) throw new TypeError('the name of a group must not contain "::"');
  const outer = vu.group;
  const inner = title === '' ? outer : `${outer}::${title}`;
  vu.group = inner;
  const begunMs = vu.host.now();
  const leave = () => {
    vu.group = outer;
    vu.host.groupEnded(inner, vu.host.now() - begunMs);
  };
  let result: unknown;
  try {
    result = body();
  } catch (error) {
    leave();
    throw error;
  }
  if (result instanceof Promise) {
    leave();
    throw new TypeError(
      `the function of group "${title}" is async, which k6 does not support; make it a plain function`,
    );
  }
  if (!(result instanceof Pending)) {
    leave();
    return result;
  }
  return vu.runtime.run(ended(result, leave));
}

function* ended(pending: Pending, leave: () => void): Generator<Pending, unknown, unknown> {
  try {
    return yield pending;
  } finally {
    leave();
  }
}

function sleep(vu: Vu, seconds: unknown): unknown {
  vu.forbidInInit('sleep()');
  const ms = Number(seconds) * 1000;
  if (Number.isNaN(ms)) throw new TypeError(`sleep() needs a number of seconds, not ${String(seconds)}`);
  if (ms <= 0) return undefined;
  return vu.block((settle) => vu.host.sleep(ms, () => settle(true, undefined)));
}

function fail(_vu: Vu, message: unknown): never {
  throw new Error(message === undefined ? 'fail() was called' : String(message));
}

/** A small generator of good quality (mulberry32), so that a seed gives the same numbers again. */
function randomSeed(vu: Vu, seed: unknown): void {
  let state = Number(seed) | 0;
  vu.seed(() => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  });
}

export const K6 = Provided.of({ check, group, sleep, fail, randomSeed });
