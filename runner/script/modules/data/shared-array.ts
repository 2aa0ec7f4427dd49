import { typeName } from '../bytes.ts';

/** The rows of all SharedArrays of one worker, by name: parsed once, deeply frozen, seen by every VU. */
export class SharedArrays {
  #byName = new Map<string, readonly unknown[]>();

  /** The array of that name; `make` is called only by whoever asks first. */
  named(name: string, make: () => unknown): readonly unknown[] {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    const made = make();
    if (!Array.isArray(made)) {
      throw new TypeError(
        `only arrays can be made into SharedArray: the function of '${name}' gave ${typeName(made)}`,
      );
    }
    const shared = readOnlyArray(made);
    this.#byName.set(name, shared);
    return shared;
  }
}

/** A deep copy as JSON has it, as k6 makes it: what JSON cannot hold is not shared. */
export function readOnlyArray(rows: readonly unknown[]): readonly unknown[] {
  const copy = rows.map((row, at) => {
    const json = JSON.stringify(row);
    if (json === undefined)
      throw new SyntaxError(`SharedArray: item ${at} is ${typeName(row)}, which JSON cannot hold`);
    return freezeDeeply(JSON.parse(json));
  });
  return new Proxy(copy, READ_ONLY);
}

function freezeDeeply(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) freezeDeeply(inner);
  return Object.freeze(value);
}

/** A proxy, for its message: a frozen array would say only that a property is read only, or in sloppy code nothing. */
const READ_ONLY: ProxyHandler<unknown[]> = {
  set: refuse,
  defineProperty: refuse,
  deleteProperty: refuse,
  setPrototypeOf: refuse,
  preventExtensions: refuse,
};

function refuse(): never {
  throw new TypeError('SharedArray is immutable');
}

export interface SharedArrayHost {
  readonly arrays: SharedArrays;
  /** True while the script's top level runs. */
  inInit(): boolean;
}

/** `k6/data`, for one VU. */
export function createData(host: SharedArrayHost) {
  function SharedArray(name: unknown, make: unknown): readonly unknown[] {
    if (!host.inInit()) throw new Error('new SharedArray must be called in the init context');
    if (typeof name !== 'string' || name === '')
      throw new Error("empty name provided to SharedArray's constructor");
    if (typeof make !== 'function') {
      throw new Error("a function is expected as the second argument of SharedArray's constructor");
    }
    return host.arrays.named(name, () => make());
  }
  return { SharedArray };
}
