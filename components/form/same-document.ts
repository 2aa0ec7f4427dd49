type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Whether two documents say the same. Parts that they share are not looked into, so that asking at every change is cheap. */
export function isSameDocument(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (!isObject(left) || !isObject(right) || Array.isArray(left) !== Array.isArray(right)) return false;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (!isSameDocument(left[key], right[key])) return false;
  }
  return true;
}
