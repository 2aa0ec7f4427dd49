import { Pending } from './pending.ts';

/** Methods of arrays whose callbacks may wait: as generators that yield what to wait for. */
type Callback = (...args: unknown[]) => unknown;
type Method = (list: ArrayLike<unknown>, args: unknown[]) => Generator<Pending, unknown, unknown>;

const callable = (value: unknown): Callback => {
  if (typeof value !== 'function') throw new TypeError(`${String(value)} is not a function`);
  return value as Callback;
};

function* each(
  list: ArrayLike<unknown>,
  [given, self]: unknown[],
  visit: (result: unknown, item: unknown, index: number) => boolean,
  holes: boolean,
  backwards = false,
): Generator<Pending, void, unknown> {
  const callback = callable(given);
  const { length } = list;
  for (let nth = 0; nth < length; nth++) {
    const index = backwards ? length - 1 - nth : nth;
    if (!holes && !(index in list)) continue;
    const item = list[index];
    let result = callback.call(self, item, index, list);
    if (result instanceof Pending) result = yield result;
    if (visit(result, item, index)) return;
  }
}

function* fold(
  list: ArrayLike<unknown>,
  args: unknown[],
  backwards: boolean,
): Generator<Pending, unknown, unknown> {
  const callback = callable(args[0]);
  const order = Array.from({ length: list.length }, (_, nth) =>
    backwards ? list.length - 1 - nth : nth,
  ).filter((index) => index in list);
  let total: unknown = args[1];
  if (args.length < 2) {
    const first = order.shift();
    if (first === undefined) throw new TypeError('Reduce of empty array with no initial value');
    total = list[first];
  }
  for (const index of order) {
    let result = callback(total, list[index], index, list);
    if (result instanceof Pending) result = yield result;
    total = result;
  }
  return total;
}

/** A stable merge sort, since the built-in one cannot wait for its comparison. */
function* sorted(items: unknown[], compare: Callback): Generator<Pending, unknown[], unknown> {
  if (items.length < 2) return items;
  const middle = items.length >> 1;
  const left = yield* sorted(items.slice(0, middle), compare);
  const right = yield* sorted(items.slice(middle), compare);
  const merged: unknown[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length && r < right.length) {
    let order = compare(left[l], right[r]);
    if (order instanceof Pending) order = yield order;
    merged.push(Number(order) > 0 ? right[r++] : left[l++]);
  }
  return [...merged, ...left.slice(l), ...right.slice(r)];
}

function* sort(list: ArrayLike<unknown>, args: unknown[]): Generator<Pending, unknown[], unknown> {
  const items = Array.from(list);
  const defined = items.filter((item) => item !== undefined);
  const ordered = yield* sorted(defined, callable(args[0]));
  return [...ordered, ...items.filter((item) => item === undefined)];
}

const METHODS: Record<string, Method> = {
  *forEach(list, args) {
    yield* each(list, args, () => false, false);
  },
  *map(list, args) {
    const results: unknown[] = new Array(list.length);
    yield* each(
      list,
      args,
      (result, _item, index) => {
        results[index] = result;
        return false;
      },
      false,
    );
    return results;
  },
  *flatMap(list, args) {
    const results: unknown[] = [];
    yield* each(
      list,
      args,
      (result) => {
        if (Array.isArray(result)) results.push(...result);
        else results.push(result);
        return false;
      },
      false,
    );
    return results;
  },
  *filter(list, args) {
    const kept: unknown[] = [];
    yield* each(
      list,
      args,
      (result, item) => {
        if (result) kept.push(item);
        return false;
      },
      false,
    );
    return kept;
  },
  *some(list, args) {
    let found = false;
    yield* each(
      list,
      args,
      (result) => {
        found = Boolean(result);
        return found;
      },
      false,
    );
    return found;
  },
  *every(list, args) {
    let all = true;
    yield* each(
      list,
      args,
      (result) => {
        all = Boolean(result);
        return !all;
      },
      false,
    );
    return all;
  },
  *find(list, args) {
    return (yield* search(list, args, false)).item;
  },
  *findIndex(list, args) {
    return (yield* search(list, args, false)).index;
  },
  *findLast(list, args) {
    return (yield* search(list, args, true)).item;
  },
  *findLastIndex(list, args) {
    return (yield* search(list, args, true)).index;
  },
  reduce: (list, args) => fold(list, args, false),
  reduceRight: (list, args) => fold(list, args, true),
  toSorted: sort,
  *sort(list, args) {
    const ordered = yield* sort(list, args);
    const target = list as unknown[];
    let filled = 0;
    for (let index = 0; index < target.length; index++) if (index in target) filled++;
    for (let index = 0; index < ordered.length; index++) {
      // Holes move to the end.
      if (index < filled) target[index] = ordered[index];
      else delete target[index];
    }
    return list;
  },
};

function* search(
  list: ArrayLike<unknown>,
  args: unknown[],
  backwards: boolean,
): Generator<Pending, { item: unknown; index: number }, unknown> {
  let found: { item: unknown; index: number } = { item: undefined, index: -1 };
  yield* each(
    list,
    args,
    (result, item, index) => {
      if (result) found = { item, index };
      return Boolean(result);
    },
    true,
    backwards,
  );
  return found;
}

const waitingMethods = new Map<unknown, Method>();
for (const [name, method] of Object.entries(METHODS))
  waitingMethods.set(Reflect.get(Array.prototype, name), method);

/** The form of a built-in method that waits for its callback; undefined when there is none. */
export const waitingForm = (method: unknown): Method | undefined => waitingMethods.get(method);

/** `Array.from` with a function that may wait. */
export function* arrayFrom([source, given, self]: unknown[]): Generator<Pending, unknown[], unknown> {
  const callback = callable(given);
  const items = Array.from(source as ArrayLike<unknown> | Iterable<unknown>);
  const results: unknown[] = [];
  for (let index = 0; index < items.length; index++) {
    let result = callback.call(self, items[index], index);
    if (result instanceof Pending) result = yield result;
    results.push(result);
  }
  return results;
}

/** `Map` and `Set` visit what they hold; what the callback adds meanwhile is visited too. */
export function* visitEntries(
  entries: Iterable<unknown>,
  keyed: boolean,
  whole: unknown,
  [given, self]: unknown[],
): Generator<Pending, undefined, unknown> {
  const callback = callable(given);
  for (const entry of entries) {
    const [key, value] = keyed ? (entry as [unknown, unknown]) : [entry, entry];
    const result = callback.call(self, value, key, whole);
    if (result instanceof Pending) yield result;
  }
  return undefined;
}
