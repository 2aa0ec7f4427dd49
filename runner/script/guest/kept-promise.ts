type Outcome = { ok: boolean; value: unknown };

/** Promises of ours that are kept as soon as they are given, so that the top level of a script need not wait. */
const outcomes = new WeakMap<Promise<unknown>, Outcome>();

/** A promise of what `make` gives or throws, now. */
export function keptPromise<T>(make: () => T): Promise<T> {
  try {
    const value = make();
    const promise = Promise.resolve(value);
    outcomes.set(promise, { ok: true, value });
    return promise;
  } catch (error) {
    const promise = Promise.reject(error);
    outcomes.set(promise, { ok: false, value: error });
    return promise;
  }
}

/** What `await` gives at the top level of a script. */
export function awaitedAtTop(value: unknown, place: string): unknown {
  if (!(value instanceof Promise)) return value;
  const outcome = outcomes.get(value);
  if (!outcome)
    throw new TypeError(
      `${place}: at the top level only files of k6/experimental/fs and k6/experimental/csv can be awaited; wait for the rest in setup() or the default function`,
    );
  if (outcome.ok) return outcome.value;
  value.catch(() => {});
  throw outcome.value;
}
