/** A table of 1000 entries: 1 for every status that a text such as `2xx, 404` or `200-399` expects. */
export function expectedStatuses(text: string): Uint8Array {
  const expected = new Uint8Array(1000);
  for (const part of text.split(',')) {
    const [first, last] = rangeOf(part.trim());
    expected.fill(1, first, last + 1);
  }
  return expected;
}

function rangeOf(part: string): [number, number] {
  if (part.endsWith('xx')) return [Number(part[0]) * 100, Number(part[0]) * 100 + 99];
  const [first, last] = part.split('-').map(Number);
  return [first ?? 0, last ?? first ?? 0];
}
