/** Goes on when what it waits for is there. */
export interface Waiter {
  go(ok: boolean, value: unknown): void;
}

/** Counts what waits for a VU, so that a wait that nobody waited for is noticed. */
export type Ledger = { unclaimed: number };

const WAITING = 0;
const DONE = 1;
const FAILED = 2;

/**
 * Something that a script has to wait for: a request, a pause, or a function of its own that waits. Scripts never see
 * one: the rewritten code waits for it where it comes into being. Where that could not be seen beforehand, the least
 * touch throws.
 */
export class Pending {
  #state = WAITING;
  #value: unknown;
  #waiter: Waiter | null = null;
  #claimed = false;
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
    ledger.unclaimed++;
  }

  static settle(pending: Pending, ok: boolean, value: unknown): void {
    if (pending.#state !== WAITING) return;
    pending.#state = ok ? DONE : FAILED;
    pending.#value = value;
    const waiter = pending.#waiter;
    pending.#waiter = null;
    waiter?.go(ok, value);
  }

  /** False when it has ended already: then `outcome` says how. */
  static wait(pending: Pending, waiter: Waiter): boolean {
    if (!pending.#claimed) {
      pending.#claimed = true;
      pending.#ledger.unclaimed--;
    }
    if (pending.#state !== WAITING) return false;
    pending.#waiter = waiter;
    return true;
  }

  static failed(pending: Pending): boolean {
    return pending.#state === FAILED;
  }

  static value(pending: Pending): unknown {
    return pending.#value;
  }

  /** For the language's own promises. */
  static promise(pending: Pending): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const go = (ok: boolean, value: unknown) => (ok ? resolve(value) : reject(value));
      if (!Pending.wait(pending, { go })) go(!pending.failed, pending.#value);
    });
  }

  get failed(): boolean {
    return this.#state === FAILED;
  }
}

export const UNAWAITED =
  'the result of a function that sends a request or sleeps was used where nothing can wait for it: call it in a statement of its own, in a function that the script calls directly';

// Every other touch of one is a mistake that must not pass in silence.
Object.setPrototypeOf(
  Pending.prototype,
  new Proxy(Object.create(null), {
    get(_target, key) {
      throw new TypeError(`${UNAWAITED} (it was asked for "${String(key)}")`);
    },
  }),
);

/** A generator of a rewritten function that had to wait. */
class Task implements Waiter {
  readonly #pending: Pending;
  readonly #generator: Generator<Pending, unknown, unknown>;

  constructor(pending: Pending, generator: Generator<Pending, unknown, unknown>) {
    this.#pending = pending;
    this.#generator = generator;
  }

  go(ok: boolean, value: unknown): void {
    let step: IteratorResult<Pending, unknown>;
    let good = ok;
    let given = value;
    for (;;) {
      try {
        step = good ? this.#generator.next(given) : this.#generator.throw(given);
      } catch (error) {
        Pending.settle(this.#pending, false, error);
        return;
      }
      if (step.done) {
        Pending.settle(this.#pending, true, step.value);
        return;
      }
      if (Pending.wait(step.value, this)) return;
      good = !Pending.failed(step.value);
      given = Pending.value(step.value);
    }
  }
}

/** What a rewritten async function gives where it says `await`. */
export class Awaited {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** What async functions ask of the VU that runs them. */
export interface CourseOwner extends Ledger {
  /** Runs what goes on behind an `await` once nothing of the script blocks any more. */
  whenFree(work: () => void): void;
  /** The iteration is not over when its function is. */
  goesOn(): void;
  /** Counts what it performs: what belongs to an earlier one must not go on. */
  readonly performance: number;
}

/**
 * A call of an async function before its first `await`: it has to wait for a request or a sleep, and whoever called it waits
 * with it. Settles with the promise of the call. Nobody needs to wait for it.
 */
export class Started extends Pending {}

/** One call of a rewritten async function. */
class Course implements Waiter {
  readonly #owner: CourseOwner;
  readonly #generator: Generator<Pending | Awaited, unknown, unknown>;
  #resolvers: PromiseWithResolvers<unknown> | null = null;
  #started: Started | null = null;

  constructor(owner: CourseOwner, generator: Generator<Pending | Awaited, unknown, unknown>) {
    this.#owner = owner;
    this.#generator = generator;
  }

  /** The promise of the call, or what to wait for until there is one. */
  begin(): unknown {
    this.go(true, undefined);
    if (this.#resolvers) return this.#resolvers.promise;
    this.#started = new Started(this.#owner);
    Pending.wait(this.#started, NOBODY);
    return this.#started;
  }

  go(ok: boolean, value: unknown): void {
    let good = ok;
    let given = value;
    for (;;) {
      let step: IteratorResult<Pending | Awaited, unknown>;
      try {
        step = good ? this.#generator.next(given) : this.#generator.throw(given);
      } catch (error) {
        this.#promised().reject(error);
        this.#deliver();
        return;
      }
      if (step.done) {
        this.#promised().resolve(step.value);
        this.#deliver();
        return;
      }
      const asked = step.value;
      if (asked instanceof Awaited) {
        this.#promised();
        this.#await(asked.value);
        this.#deliver();
        return;
      }
      if (Pending.wait(asked, this)) return;
      good = !Pending.failed(asked);
      given = Pending.value(asked);
    }
  }

  #promised(): PromiseWithResolvers<unknown> {
    this.#resolvers ??= Promise.withResolvers();
    return this.#resolvers;
  }

  #await(value: unknown): void {
    const owner = this.#owner;
    owner.goesOn();
    const { performance } = owner;
    const then = (ok: boolean) => (given: unknown) => {
      if (performance === owner.performance) owner.whenFree(() => this.go(ok, given));
    };
    Promise.resolve(value).then(then(true), then(false));
  }

  /** Whoever was held up goes on. */
  #deliver(): void {
    const started = this.#started;
    this.#started = null;
    if (started) Pending.settle(started, true, this.#resolvers?.promise);
  }
}

/** Runs a rewritten async function: its promise, or what to wait for until there is one. */
export function runCourse(
  owner: CourseOwner,
  generator: Generator<Pending | Awaited, unknown, unknown>,
): unknown {
  return new Course(owner, generator).begin();
}

/** Runs a rewritten function: its result, or what to wait for when it has to wait. */
export function run(ledger: Ledger, generator: Generator<Pending, unknown, unknown>): unknown {
  let step = generator.next();
  while (!step.done) {
    const pending = step.value;
    const own = new Pending(ledger);
    if (Pending.wait(pending, new Task(own, generator))) return own;
    Pending.wait(own, NOBODY);
    step = Pending.failed(pending)
      ? generator.throw(Pending.value(pending))
      : generator.next(Pending.value(pending));
  }
  return step.value;
}

const NOBODY: Waiter = { go() {} };
