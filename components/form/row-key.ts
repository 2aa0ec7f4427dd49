/**
 * Keys for rows that have no id of their own in the document: steps, stages, checks. A key belongs to an object and is
 * carried over when the object is copied with a change; a duplicate is a new object and gets a new one.
 */
const keys = new WeakMap<object, string>();
let last = 0;

export function rowKey(row: object): string {
  const known = keys.get(row);
  if (known !== undefined) return known;
  const key = `row-${++last}`;
  keys.set(row, key);
  return key;
}

/** `to` is the same row as `from`, changed. A row that has a key already keeps it. */
export function carryKey(from: object, to: object): void {
  if (!keys.has(to)) keys.set(to, rowKey(from));
}
