/** So many are prepared while one is used. */
const AHEAD = 4;

/**
 * The items in their order, each once `prepare` is done with it: what is read of a file for the next ones is read while one is
 * decoded. Throws what `prepare` throws, when it is the turn of its item.
 */
export async function* prepared<T>(
  items: Iterable<T>,
  prepare: (item: T) => Promise<void>,
): AsyncGenerator<T> {
  const begun: Promise<T>[] = [];
  for (const item of items) {
    const isReady = prepare(item).then(() => item);
    // Whoever stops before its turn does not hear of it.
    isReady.catch(() => {});
    begun.push(isReady);
    if (begun.length > AHEAD) yield* begun.splice(0, 1);
  }
  yield* begun;
}
