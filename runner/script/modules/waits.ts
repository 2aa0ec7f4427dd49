/**
 * How a module calls functions of a script that may have to wait for a request or a pause. Such a call gives something
 * to wait for in place of its result.
 */
export interface Waits {
  isWait(value: unknown): boolean;
  /** Runs a generator that yields what to wait for and is given the result: its end, or something to wait for. */
  run(steps: Generator<unknown, unknown, unknown>): unknown;
}

/** Calls `visit` for each item until it gives false; the end, or something to wait for. */
export function eachInTurn<Item>(
  waits: Waits,
  items: readonly Item[],
  call: (item: Item, index: number) => unknown,
  visit: (result: unknown, item: Item, index: number) => boolean,
  end: () => unknown,
): unknown {
  for (const [index, item] of items.entries()) {
    const result = call(item, index);
    if (waits.isWait(result)) return waits.run(rest(waits, items, call, visit, end, index, result));
    if (!visit(result, item, index)) break;
  }
  return end();
}

function* rest<Item>(
  waits: Waits,
  items: readonly Item[],
  call: (item: Item, index: number) => unknown,
  visit: (result: unknown, item: Item, index: number) => boolean,
  end: () => unknown,
  from: number,
  first: unknown,
): Generator<unknown, unknown, unknown> {
  for (const [index, item] of items.entries()) {
    if (index < from) continue;
    let result = index === from ? first : call(item, index);
    if (waits.isWait(result)) result = yield result;
    if (!visit(result, item, index)) break;
  }
  return end();
}
