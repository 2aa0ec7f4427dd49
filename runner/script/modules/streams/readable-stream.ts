type Read = { done: boolean; value: unknown };
type Waiting = { resolve: (read: Read) => void; reject: (reason: unknown) => void };
type Callback = (argument?: unknown) => unknown;

/** How much may be kept before a source is not asked for more. */
export class CountQueuingStrategy {
  readonly highWaterMark: number;
  constructor(options?: unknown) {
    const { highWaterMark } = Object(options ?? {}) as { highWaterMark?: unknown };
    this.highWaterMark = highWaterMark === undefined ? 1 : Number(highWaterMark);
  }
  size(): number {
    return 1;
  }
}

const callback = (source: object, name: string): Callback | null => {
  const value: unknown = Reflect.get(source, name);
  if (value === undefined) return null;
  if (typeof value !== 'function') throw new TypeError(`${name} of a stream's source must be a function`);
  return (argument) => Reflect.apply(value, source, argument === undefined ? [] : [argument]);
};

/** What a source is given to fill its stream. */
class Controller {
  readonly #stream: Inner;
  constructor(stream: Inner) {
    this.#stream = stream;
  }
  get desiredSize(): number {
    return this.#stream.wanted;
  }
  enqueue(chunk?: unknown): void {
    this.#stream.enqueue(chunk);
  }
  close(): void {
    this.#stream.close();
  }
  error(reason?: unknown): void {
    this.#stream.fail(reason);
  }
}

/** The state behind a stream (WHATWG Streams, chapter 4, for chunks of any kind and one reader at a time). */
class Inner {
  locked = false;
  readonly #most: number;
  readonly #sizeOf: (chunk: unknown) => number;
  readonly #pull: Callback | null;
  readonly #cancel: Callback | null;
  readonly #controller = new Controller(this);
  #kept: { chunk: unknown; size: number }[] = [];
  #size = 0;
  #waiting: Waiting[] = [];
  #state: 'readable' | 'closing' | 'closed' | 'failed' = 'readable';
  #reason: unknown;
  #started = false;
  #pulling = false;
  #again = false;

  constructor(source: object, strategy: object) {
    const { highWaterMark } = strategy as { highWaterMark?: unknown };
    this.#most = highWaterMark === undefined ? 1 : Number(highWaterMark);
    if (!(this.#most >= 0)) throw new RangeError('highWaterMark must be a number from 0 on');
    const size = callback(strategy, 'size');
    this.#sizeOf = (chunk) => (size ? Number(size(chunk)) : 1);
    const type: unknown = Reflect.get(source, 'type');
    if (type !== undefined && type !== 'default')
      throw new TypeError(`streams of the type "${String(type)}" are not supported; leave the type out`);
    this.#pull = callback(source, 'pull');
    this.#cancel = callback(source, 'cancel');
    const begun = callback(source, 'start')?.(this.#controller);
    Promise.resolve(begun).then(
      () => {
        this.#started = true;
        this.#ask();
      },
      (error) => this.fail(error),
    );
  }

  get wanted(): number {
    return this.#most - this.#size;
  }

  enqueue(chunk: unknown): void {
    if (this.#state !== 'readable') throw new TypeError('the stream is closed: nothing can be added to it');
    const waiting = this.#waiting.shift();
    if (waiting) waiting.resolve({ done: false, value: chunk });
    else {
      const size = this.#sizeOf(chunk);
      this.#kept.push({ chunk, size });
      this.#size += size;
    }
    this.#ask();
  }

  close(): void {
    if (this.#state !== 'readable') throw new TypeError('the stream is closed already');
    this.#state = this.#kept.length > 0 ? 'closing' : 'closed';
    for (const { resolve } of this.#waiting.splice(0)) resolve({ done: true, value: undefined });
  }

  fail(reason: unknown): void {
    if (this.#state === 'closed' || this.#state === 'failed') return;
    this.#state = 'failed';
    this.#reason = reason;
    this.#kept = [];
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
  }

  read(): Promise<Read> {
    if (this.#state === 'failed') return Promise.reject(this.#reason);
    const kept = this.#kept.shift();
    if (kept) {
      this.#size -= kept.size;
      if (this.#state === 'closing' && this.#kept.length === 0) this.#state = 'closed';
      this.#ask();
      return Promise.resolve({ done: false, value: kept.chunk });
    }
    if (this.#state !== 'readable') return Promise.resolve({ done: true, value: undefined });
    const { promise, resolve, reject } = Promise.withResolvers<Read>();
    this.#waiting.push({ resolve, reject });
    this.#ask();
    return promise;
  }

  async cancel(reason: unknown): Promise<void> {
    if (this.#state === 'failed') throw this.#reason;
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#kept = [];
    for (const { resolve } of this.#waiting.splice(0)) resolve({ done: true, value: undefined });
    await this.#cancel?.(reason);
  }

  forsake(): void {
    this.locked = false;
    const gone = new TypeError('the reader has released the stream');
    for (const { reject } of this.#waiting.splice(0)) reject(gone);
  }

  /** Asks the source for more while somebody waits or there is room. */
  #ask(): void {
    if (!this.#started || !this.#pull || this.#state !== 'readable') return;
    if (this.#waiting.length === 0 && this.wanted <= 0) return;
    if (this.#pulling) {
      this.#again = true;
      return;
    }
    this.#pulling = true;
    const pull = this.#pull;
    Promise.resolve()
      .then(() => pull(this.#controller))
      .then(
        () => {
          this.#pulling = false;
          if (!this.#again) return;
          this.#again = false;
          this.#ask();
        },
        (error) => this.fail(error),
      );
  }
}

export class ReadableStream {
  readonly #inner: Inner;

  constructor(source?: unknown, strategy?: unknown) {
    this.#inner = new Inner(Object(source ?? {}), Object(strategy ?? {}));
  }

  static inner(stream: ReadableStream): Inner {
    return stream.#inner;
  }

  get locked(): boolean {
    return this.#inner.locked;
  }

  getReader(): ReadableStreamDefaultReader {
    return new ReadableStreamDefaultReader(this);
  }

  cancel(reason?: unknown): Promise<void> {
    if (this.#inner.locked) return Promise.reject(new TypeError('a stream that is read cannot be cancelled'));
    return this.#inner.cancel(reason);
  }
}

export class ReadableStreamDefaultReader {
  #inner: Inner | null;

  constructor(stream: unknown) {
    if (!(stream instanceof ReadableStream)) throw new TypeError('a reader needs a ReadableStream');
    const inner = ReadableStream.inner(stream);
    if (inner.locked) throw new TypeError('the stream has a reader already');
    inner.locked = true;
    this.#inner = inner;
  }

  read(): Promise<Read> {
    return this.#inner ? this.#inner.read() : Promise.reject(new TypeError('the reader has been released'));
  }

  cancel(reason?: unknown): Promise<void> {
    return this.#inner
      ? this.#inner.cancel(reason)
      : Promise.reject(new TypeError('the reader has been released'));
  }

  releaseLock(): void {
    this.#inner?.forsake();
    this.#inner = null;
  }
}
