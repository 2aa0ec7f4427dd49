import { MODIFIERS } from './modifiers.ts';
import { closing, endOf, isPattern, matchesPattern, parts, unescaped } from './path-text.ts';
import { parseQuery, type Query, satisfies } from './query.ts';

/**
 * The value at a path in GJSON's language, which `Response.json(path)` of k6 speaks: `a.b.0`, `#`, `#.name`, `#(a>1)`,
 * `#(a>1)#`, `@modifier`, `{a,b}`, `[a,b]`, `|`. Undefined where the path leads nowhere.
 */
export function selectJson(value: unknown, path: string): unknown {
  if (path === '' || value === undefined) return value;
  const [sign] = path;
  if (sign === '@') return modified(value, path);
  if (sign === '!') return literal(path);
  if (sign === '{' || sign === '[') return several(value, path);
  if (sign === '#' && path[1] === '(') return queried(value, path);
  const end = endOf(path, 0, isSeparator);
  const name = path.slice(0, end);
  const rest = restOf(path, end);
  if (name === '#') return counted(value, rest);
  return selectJson(member(value, name), rest.path);
}

interface Rest {
  /** After `|` a path goes on with the whole, after `.` with each item. */
  piped: boolean;
  path: string;
}

const isSeparator = (sign: string) => sign === '.' || sign === '|';

function restOf(path: string, at: number): Rest {
  return { piped: path[at] !== '.', path: path.slice(at + 1) };
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return /^\d+$/.test(name) ? value[Number(name)] : undefined;
  if (isPattern(name)) {
    const found = Object.keys(value).find((key) => matchesPattern(key, name));
    return found === undefined ? undefined : Reflect.get(value, found);
  }
  const key = unescaped(name);
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function counted(value: unknown, rest: Rest): unknown {
  if (!Array.isArray(value)) return undefined;
  return rest.piped ? selectJson(value.length, rest.path) : ofEach(value, rest.path);
}

/** The rest of a path for each item, up to a `|`, which takes the list as a whole. */
function ofEach(items: readonly unknown[], path: string): unknown {
  const end = endOf(path, 0, (sign) => sign === '|');
  const own = path.slice(0, end);
  const found = items.map((item) => selectJson(item, own)).filter((item) => item !== undefined);
  return selectJson(found, path.slice(end + 1));
}

function queried(value: unknown, path: string): unknown {
  const close = closing(path, 1);
  const all = path[close + 1] === '#';
  const rest = restOf(path, all ? close + 2 : close + 1);
  if (!Array.isArray(value)) return undefined;
  const query = parseQuery(path.slice(2, close));
  if (!all)
    return selectJson(
      value.find((item) => holds(item, query)),
      rest.path,
    );
  const found = value.filter((item) => holds(item, query));
  return rest.piped ? selectJson(found, rest.path) : ofEach(found, rest.path);
}

function holds(item: unknown, query: Query): boolean {
  return satisfies(selectJson(item, query.path), query);
}

function modified(value: unknown, path: string): unknown {
  const end = endOf(path, 0, isSeparator);
  const colon = path.slice(0, end).indexOf(':');
  const name = path.slice(1, colon === -1 ? end : colon);
  const modifier = Object.hasOwn(MODIFIERS, name) ? MODIFIERS[name] : undefined;
  if (modifier === undefined) return undefined;
  const argument = colon === -1 ? undefined : argumentOf(path.slice(colon + 1, end));
  return selectJson(modifier(value, argument), restOf(path, end).path);
}

function argumentOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function literal(path: string): unknown {
  const end = endOf(path, 1, isSeparator);
  const number = /^!-?\d+(\.\d+)?([eE][+-]?\d+)?/.exec(path)?.[0];
  const stop = number === undefined ? end : number.length;
  try {
    return selectJson(JSON.parse(path.slice(1, stop)), restOf(path, stop).path);
  } catch {
    return undefined;
  }
}

/** `[a,b]` and `{a,"name":b}`: what leads nowhere is left out. */
function several(value: unknown, path: string): unknown {
  const close = closing(path, 0);
  const rest = restOf(path, close + 1).path;
  const selectors = parts(path.slice(1, close), ',').filter((text) => text !== '');
  if (path[0] === '[') {
    return selectJson(
      selectors.map((one) => selectJson(value, one)).filter((one) => one !== undefined),
      rest,
    );
  }
  const found: Record<string, unknown> = {};
  for (const selector of selectors) {
    const { name, path: own } = namedSelector(selector);
    const one = selectJson(value, own);
    if (one !== undefined) found[name] = one;
  }
  return selectJson(found, rest);
}

function namedSelector(selector: string): { name: string; path: string } {
  const colon = selector.startsWith('@') ? selector.length : endOf(selector, 0, (sign) => sign === ':');
  if (colon < selector.length)
    return { name: selector.slice(0, colon).replace(/^"|"$/g, ''), path: selector.slice(colon + 1) };
  const last = parts(selector.replaceAll('|', '.'), '.').at(-1) ?? '';
  return { name: /^[@#![{]/.test(last) ? '_' : unescaped(last), path: selector };
}
