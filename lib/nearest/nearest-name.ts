/** Edits (insert, remove, replace, swap two neighbours) that turn one text into the other; stops counting above `limit`. */
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let edits = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (
        row > 1 &&
        column > 1 &&
        left[row - 1] === right[column - 2] &&
        left[row - 2] === right[column - 1]
      ) {
        edits = Math.min(edits, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(edits);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length] ?? limit + 1;
}

/** The name that was probably meant by a mistyped one, or `undefined` when none is close. Case does not count. */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  if (written.length > 100) return undefined;
  const wanted = written.toLowerCase();
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const name of names) {
    const edits = editDistance(wanted, name.toLowerCase(), fewest);
    if (edits < fewest) {
      best = name;
      fewest = edits;
    }
  }
  return best;
}

/** ` (did you mean "x"?)`, or nothing when no name is close. */
export function didYouMean(written: string, names: Iterable<string>): string {
  const name = nearestName(written, names);
  return name === undefined ? '' : ` (did you mean "${name}"?)`;
}
