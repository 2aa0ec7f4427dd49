type Modifier = (value: unknown, argument: unknown) => unknown;

const option = (argument: unknown, name: string): unknown =>
  typeof argument === 'object' && argument !== null ? Reflect.get(argument, name) : undefined;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is called with `@`. A value that one cannot work on stays as it is. */
export const MODIFIERS: Record<string, Modifier> = {
  this: (value) => value,
  // Only the spelling would differ, and a script gets values.
  pretty: (value) => value,
  ugly: (value) => value,
  valid: (value) => value,
  reverse: (value) => {
    if (Array.isArray(value)) return value.toReversed();
    return isObject(value) ? Object.fromEntries(Object.entries(value).toReversed()) : value;
  },
  flatten: (value, argument) =>
    Array.isArray(value)
      ? value.flat(option(argument, 'deep') === true ? Number.POSITIVE_INFINITY : 1)
      : value,
  join: (value) => (Array.isArray(value) ? Object.assign({}, ...value.filter(isObject)) : value),
  keys: (value) => (isObject(value) ? Object.keys(value) : Array.isArray(value) ? value.map(() => null) : []),
  values: (value) => (isObject(value) ? Object.values(value) : Array.isArray(value) ? value : []),
  tostr: (value) => JSON.stringify(value),
  fromstr: (value) => {
    if (typeof value !== 'string') return undefined;
    try {
      return JSON.parse(value);
    } catch {
      return undefined;
    }
  },
  group: (value) => {
    if (!isObject(value)) return value;
    const rows: Record<string, unknown>[] = [];
    for (const [name, column] of Object.entries(value)) {
      if (!Array.isArray(column)) continue;
      for (const [at, item] of column.entries()) rows[at] = { ...rows[at], [name]: item };
    }
    return rows;
  },
  dig: (value, argument) => dug(value, String(argument ?? '')),
};

/** Every value of a name, at any depth. */
function dug(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => dug(item, name));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === name ? [inner] : []),
    ...dug(inner, name),
  ]);
}
