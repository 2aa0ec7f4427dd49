import { carryKey } from './row-key.ts';

/** Where something stands in a document: `scenarios.0.steps.2.url`; empty for the whole. */
export type Path = string;

export const keysOf = (path: Path): string[] => (path === '' ? [] : path.split('.'));
export const join = (...parts: (string | number)[]): Path => parts.filter((part) => part !== '').join('.');

/** Whether `path` is `ancestor` or something in it. */
export const isIn = (path: Path, ancestor: Path): boolean =>
  ancestor === '' || path === ancestor || path.startsWith(`${ancestor}.`);

/** The list and the index that a path of an item ends with. */
export function placeOf(path: Path): { list: Path; index: number } {
  const keys = keysOf(path);
  return { list: keys.slice(0, -1).join('.'), index: Number(keys.at(-1)) };
}

type Container = Record<string, unknown>;
const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** What stands at a path, `undefined` when nothing does. */
export function getAt(document: unknown, path: Path): unknown {
  let value = document;
  for (const key of keysOf(path)) {
    if (!isContainer(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/**
 * The document with `value` at a path; `undefined` takes the field away. Everything beside the path stays the very same
 * object, and what is copied keeps its row key.
 */
export function setAt<T>(document: T, path: Path, value: unknown): T {
  return replaced(document, keysOf(path), value) as T;
}

function replaced(owner: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) {
    if (isContainer(owner) && isContainer(value)) carryKey(owner, value);
    return value;
  }
  const copy = (Array.isArray(owner) ? [...owner] : { ...(isContainer(owner) ? owner : {}) }) as Container;
  if (isContainer(owner)) carryKey(owner, copy);
  const next = replaced(copy[key], rest, value);
  if (next === undefined) delete copy[key];
  else copy[key] = next;
  return copy;
}
