import { describe } from './describe.ts';
import type { HostRequest, HostVu, HostWorker, LogLevel, Tags } from './host.ts';
import { type Ledger, Pending, UNAWAITED, type Waiter } from './pending.ts';
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

export type Phase = 'init' | 'setup' | 'iteration' | 'teardown';

/** How a function of the script ended. `aborts` when the script ended the whole run. */
export type Ending = { ok: boolean; value: unknown; message: string; stack: string };

type Waiting = { begin: () => void };

/** One virtual user, as the code inside of the script's world knows it. */
export class Vu implements Ledger {
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
  /** Nested groups, joined by ` / `. */
  group = '';
  scenarioTags: Tags | null = null;
  ownTags: Record<string, string> = {};
  defaultHeaders: Record<string, string> | null = null;
  /** Statuses that are no failure; null for 200 to 399, 'none' when nothing is judged. */
  expected: Uint8Array | null | 'none' = null;
  random: (() => number) | null = null;
  /** File that is being loaded: what `open` is relative to. */
  loading = '';
  #busy = false;
  #queue: Waiting[] = [];
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

  /** Runs a function of the script to its end; `done` may be called before this returns. */
  perform(work: () => unknown, done: (ending: Ending) => void): void {
    const end: Waiter = {
      go: (ok, value) => {
        const left = this.unclaimed;
        this.unclaimed = 0;
        if (!ok) done({ ok, value, ...describe(value) });
        else if (left > 0) done({ ok: false, value: undefined, message: UNAWAITED, stack: '' });
        else done({ ok, value, message: '', stack: '' });
      },
    };
    let result: unknown;
    try {
      result = work();
    } catch (error) {
      end.go(false, error);
      return;
    }
    if (result instanceof Pending) {
      if (!Pending.wait(result, end)) end.go(!Pending.failed(result), Pending.value(result));
    } else if (result instanceof Promise) {
      result.then(
        (value) => end.go(true, value),
        (error) => end.go(false, error),
      );
    } else end.go(true, result);
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
      });
    };
    if (this.#busy) this.#queue.push({ begin: start });
    else start();
    return pending;
  }

  /** Forgets what was in progress. */
  interrupt(): void {
    this.unclaimed = 0;
    this.#busy = false;
    this.#queue = [];
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

  get open(): (path: string, mode?: string) => unknown {
    this.#open ??= (path, mode) => {
      if (this.phase !== 'init')
        throw new Error('open() is only possible in the init context, at the top level of the script');
      let bytes: Uint8Array | null;
      try {
        bytes = this.worker.open(String(path), this.loading);
      } catch (error) {
        throw new Error(typeof error === 'string' ? error : `${path} cannot be opened`);
      }
      if (!bytes) throw new Error(`open("${path}"): there is no such file in the folder of the script`);
      if (mode !== 'b') return this.worker.textOf(bytes);
      const copy = new Uint8Array(bytes.length);
      copy.set(bytes);
      return copy.buffer;
    };
    return this.#open;
  }
}

function printed(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
