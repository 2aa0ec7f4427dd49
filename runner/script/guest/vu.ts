import { createTimers } from '../modules/timers/timers.ts';
import { createWebCrypto } from '../modules/webcrypto/webcrypto.ts';
import { describe } from './describe.ts';
import { EventLoop, type LoopOwner, type Operation } from './event-loop.ts';
import type {
  HostRequest,
  HostSocket,
  HostSocketRequest,
  HostVu,
  HostWorker,
  LogLevel,
  SocketListener,
  Tags,
} from './host.ts';
import { type CourseOwner, Pending, UNAWAITED, type Waiter } from './pending.ts';
import type { Runtime } from './runtime.ts';

/** Options of a script that requests and iterations look at. */
export type Settings = {
  userAgent: string;
  maxRedirects: number;
  batch: number;
  batchPerHost: number;
  discardResponseBodies: boolean;
  throw: boolean;
  noCookiesReset: boolean;
};

export type Phase = 'init' | 'setup' | 'iteration' | 'teardown' | 'summary';

/** How a function of the script ended. `aborts` when the script ended the whole run. */
export type Ending = { ok: boolean; value: unknown; message: string; stack: string };

export type Timers = ReturnType<typeof createTimers>;

type Waiting = { begin: () => void };

/** One virtual user, as the code inside of the script's world knows it. */
export class Vu implements CourseOwner, LoopOwner {
  unclaimed = 0;
  readonly host: HostVu;
  readonly worker: HostWorker;
  readonly settings: Settings;
  runtime!: Runtime;
  number: number;
  iteration = -1;
  /** Number of the iteration in the whole run; null when it is not known. */
  iterationInTest: number | null = null;
  /** The options of the script, as JSON. */
  optionsText = '{}';
  phase: Phase = 'init';
  env: Record<string, string>;
  /** The path of nested groups as k6 writes it, such as `::outer::inner`; empty outside of groups. */
  group = '';
  scenarioTags: Tags | null = null;
  ownTags: Record<string, string> = {};
  defaultHeaders: Record<string, string> | null = null;
  /** Statuses that are no failure; null for 200 to 399, 'none' when nothing is judged. */
  expected: Uint8Array | null | 'none' = null;
  /** File that is being loaded: what `open` is relative to. */
  loading = '';
  #busy = false;
  #queue: Waiting[] = [];
  #loop: EventLoop | null = null;
  /** Its function runs or waits, and what it does beside it must wait. */
  #inFunction = false;
  /** The end of the function that is performed, until all that it began beside itself has ended as well. */
  #end: Waiter | null = null;
  #result: { ok: boolean; value: unknown } | null = null;
  #nested: EventLoop[] = NO_LOOPS;
  /** What goes on behind an `await` once nothing blocks any more. */
  #held: (() => void)[] = NO_WORK;
  #math: typeof Math | null = null;
  #timers: Timers | null = null;
  #crypto: object | null = null;
  #console: object | null = null;
  #open: ((path: string, mode?: string) => unknown) | null = null;

  constructor(host: HostVu, worker: HostWorker, settings: Settings, env: Record<string, string>) {
    this.host = host;
    this.worker = worker;
    this.settings = settings;
    this.number = host.number;
    this.env = env;
  }

  /** All tags of a sample that has `given` of its own; null when there are none. */
  tags(given: Tags | null): Tags | null {
    const { scenarioTags, ownTags } = this;
    const own = Object.keys(ownTags).length > 0 ? ownTags : null;
    if (!scenarioTags && !own) return given;
    return { ...scenarioTags, ...own, ...given };
  }

  performance = 0;

  /** Runs a function of the script, and what it begins, to its end; `done` may be called before this returns. */
  perform(work: () => unknown, done: (ending: Ending) => void): void {
    this.#end = {
      go: (ok, value) => {
        const left = this.unclaimed;
        this.unclaimed = 0;
        if (!ok) done({ ok, value, ...describe(value) });
        else if (left > 0) done({ ok: false, value: undefined, message: UNAWAITED, stack: '' });
        else done({ ok, value, message: '', stack: '' });
      },
    };
    this.#result = null;
    this.performance++;
    const returned = (ok: boolean, value: unknown) => {
      this.#inFunction = false;
      this.#returned(ok, value);
    };
    this.#inFunction = true;
    let result: unknown;
    try {
      result = work();
    } catch (error) {
      returned(false, error);
      return;
    }
    if (!(result instanceof Pending)) returned(true, result);
    else if (!Pending.wait(result, { go: returned }))
      returned(!Pending.failed(result), Pending.value(result));
  }

  /** Keeps the iteration open until the operation has ended; `cancel` is called when the iteration ends before that. */
  keepOpen(cancel: () => void): Operation {
    this.#loop ??= new EventLoop(this);
    return this.#loop.open(cancel);
  }

  goesOn(): void {
    this.#loop ??= new EventLoop(this);
  }

  whenFree(work: () => void): void {
    if (!this.blocked && this.#held.length === 0) work();
    else if (this.#held === NO_WORK) this.#held = [work];
    else this.#held.push(work);
  }

  get blocked(): boolean {
    return this.#busy || this.#inFunction || this.#nested.length > 0;
  }

  rejected(error: unknown): void {
    if (!this.#end) return;
    const { message, stack } = describe(error);
    const uncaught = new Error(message);
    Object.defineProperty(uncaught, 'name', { value: 'Uncaught (in promise)' });
    Object.defineProperty(uncaught, 'stack', { value: stack });
    this.#finish(false, uncaught);
  }

  /** A loop within a function that waits for it, as a WebSocket session is: nothing else runs beside it. */
  nestedLoop(taskFailed: (error: unknown) => void): EventLoop {
    const vu = this;
    const loop = new EventLoop({
      get blocked() {
        return vu.#busy;
      },
      taskFailed,
      idle() {},
    });
    this.#nested = [...this.#nested, loop];
    return loop;
  }

  leaveLoop(loop: EventLoop): void {
    this.#nested = this.#nested.filter((one) => one !== loop);
    this.#goOn();
  }

  openSocket(request: HostSocketRequest, listener: SocketListener): HostSocket {
    try {
      return this.host.openSocket(request, listener);
    } catch (error) {
      throw typeof error === 'string' ? new Error(error) : new Error('the session cannot be opened');
    }
  }

  taskFailed(error: unknown): void {
    this.#finish(false, error);
  }

  /** What was promised is kept before the end is looked at: that may begin something again. */
  idle(): void {
    const end = this.#end;
    this.host.later(() => {
      if (end !== this.#end || !this.#loop?.isIdle || this.blocked) return;
      if (this.#result) this.#finish(this.#result.ok, this.#result.value);
      else {
        this.host.log('warn', NEVER_SETTLED);
        this.#finish(true, undefined);
      }
    });
  }

  #forgetLoops(): void {
    this.#held = NO_WORK;
    this.#loop?.clear();
    this.#loop = null;
    const nested = this.#nested;
    this.#nested = NO_LOOPS;
    for (const loop of nested) loop.clear();
  }

  #returned(ok: boolean, value: unknown): void {
    if (ok && value instanceof Promise) {
      const end = this.#end;
      this.#loop ??= new EventLoop(this);
      const settled = (good: boolean) => (given: unknown) => {
        if (end === this.#end) this.#settled(good, given);
      };
      value.then(settled(true), settled(false));
      this.#goOn();
    } else this.#settled(ok, value);
  }

  #settled(ok: boolean, value: unknown): void {
    this.#result = { ok, value };
    if (!ok || !this.#loop) this.#finish(ok, value);
    else this.#goOn();
  }

  #goOn(): void {
    for (const loop of this.#nested) loop.advance();
    while (this.#held.length > 0 && !this.blocked) this.#held.shift()?.();
    if (this.#loop?.isIdle) this.idle();
    else this.#loop?.advance();
  }

  #finish(ok: boolean, value: unknown): void {
    const end = this.#end;
    this.#end = null;
    this.#forgetLoops();
    end?.go(ok, value);
  }

  /** Waits for one blocking thing after the other: code that runs beside itself in promises has its turn later. */
  block(begin: (settle: (ok: boolean, value: unknown) => void) => void): Pending {
    const pending = new Pending(this);
    const start = () => {
      this.#busy = true;
      begin((ok, value) => {
        this.#busy = false;
        const next = this.#queue.shift();
        if (next) next.begin();
        Pending.settle(pending, ok, value);
        this.#goOn();
      });
    };
    if (this.#busy) this.#queue.push({ begin: start });
    else start();
    return pending;
  }

  /** Forgets what was in progress. */
  interrupt(): void {
    this.performance++;
    this.unclaimed = 0;
    this.#busy = false;
    this.#queue = [];
    this.#inFunction = false;
    this.#end = this.#result = null;
    this.#forgetLoops();
    this.group = '';
  }

  forbidInInit(what: string): void {
    if (this.phase === 'init')
      throw new Error(
        `${what} is not possible in the init context, while the script is loaded: do it in setup() or the default function`,
      );
  }

  send(request: HostRequest, done: (answer: Parameters<Parameters<HostVu['send']>[1]>[0]) => void): void {
    try {
      this.host.send(request, done);
    } catch (error) {
      throw new Error(typeof error === 'string' ? error : 'the request cannot be sent');
    }
  }

  get math(): typeof Math {
    return this.#math ?? Math;
  }

  /** From now on `Math.random` gives these numbers to this VU. */
  seed(random: () => number): void {
    this.#math = Object.create(Math, { random: { value: random, writable: true, configurable: true } });
  }

  get timers(): Timers {
    this.#timers ??= createTimers({
      after: (delayMs, run) => {
        this.forbidInInit('a timer');
        const operation = this.keepOpen(() => cancel());
        const cancel = this.host.after(delayMs, () => operation.end(run));
        return {
          cancel: () => {
            cancel();
            operation.end();
          },
        };
      },
    });
    return this.#timers;
  }

  get crypto(): object {
    this.#crypto ??= createWebCrypto({
      subtle: this.worker.subtle,
      begin: () => {
        const operation = this.keepOpen(NOTHING_TO_CANCEL);
        return (end) => operation.end(end);
      },
    });
    return this.#crypto;
  }

  get console(): object {
    this.#console ??= Object.fromEntries(
      (['debug', 'info', 'warn', 'error', 'log'] as const).map((name) => [
        name,
        (...args: unknown[]) => {
          const level: LogLevel = name === 'log' ? 'info' : name;
          this.host.log(level, args.map(printed).join(' '));
        },
      ]),
    );
    return this.#console;
  }

  /** The content of a file of the script. */
  bytesOf(path: string): Uint8Array {
    let bytes: Uint8Array | null;
    try {
      bytes = this.worker.open(path, this.loading);
    } catch (error) {
      throw new Error(typeof error === 'string' ? error : `${path} cannot be opened`);
    }
    if (!bytes) throw new Error(`open("${path}"): there is no such file in the folder of the script`);
    return bytes;
  }

  get open(): (path: string, mode?: string) => unknown {
    this.#open ??= (path, mode) => {
      if (this.phase !== 'init')
        throw new Error('open() is only possible in the init context, at the top level of the script');
      const bytes = this.bytesOf(String(path));
      if (mode !== 'b') return this.worker.textOf(bytes);
      const copy = new Uint8Array(bytes.length);
      copy.set(bytes);
      return copy.buffer;
    };
    return this.#open;
  }
}

const NEVER_SETTLED =
  'the function of the script waits for a promise that nothing settles any more: no request, timer or socket is left; the iteration ends here';

const NO_LOOPS: EventLoop[] = [];
const NO_WORK: (() => void)[] = [];
const NOTHING_TO_CANCEL = () => {};

function printed(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
