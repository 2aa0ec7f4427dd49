import type { Hashing } from '../modules/crypto/hashing.ts';
import type { HostSubtle } from '../modules/webcrypto/host-subtle.ts';

/**
 * What the code inside of the script's world asks of the engine outside. Nothing of it is ever handed to a script: only
 * values that were made inside may reach one.
 */
export interface HostVu {
  readonly number: number;
  /** Milliseconds since the start of the run. */
  now(): number;
  /** Sends a request; `done` is called once, never before this returns. Throws a sentence (a string) when it cannot be sent. */
  send(request: HostRequest, done: (answer: HostAnswer) => void): void;
  sleep(ms: number, done: () => void): void;
  /** Rings once, in so many milliseconds, unless what it gives is called before. */
  after(ms: number, ring: () => void): () => void;
  /** When sockets and promises have had their turn; not at all when the iteration ends before. */
  later(work: () => void): void;
  check(group: string, name: string, passed: boolean, tags: Tags | null): void;
  groupEnded(group: string, ms: number): void;
  metric(
    name: string,
    kind: MetricKind,
    isTime: boolean,
    value: number,
    group: string,
    tags: Tags | null,
  ): void;
  log(level: LogLevel, text: string): void;
  /** Ends the whole run. */
  abort(reason: string): void;
  cookies(url: string): string;
  setCookie(url: string, cookie: string): void;
  clearCookies(): void;
  execution(): HostExecution;
}

export type Tags = Readonly<Record<string, string>>;
export type MetricKind = 'counter' | 'gauge' | 'rate' | 'trend';
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export type HostRequest = {
  method: string;
  url: string;
  /** Names and values by turns. */
  headers: string[];
  body: string | Uint8Array | null;
  /** What it is counted as. */
  name: string;
  group: string;
  tags: Tags | null;
  timeoutMs: number;
  redirects: number;
  /** Statuses that are no failure: one byte for each; null for 200 to 399. */
  expected: Uint8Array | null;
  /** Nothing counts as failed or not failed. */
  unjudged: boolean;
  keepsBody: boolean;
  /** The body is wanted as it came, and not as text. */
  binary: boolean;
  /** Cookies of the VU are neither sent nor kept. */
  withoutCookies: boolean;
};

export type HostAnswer = {
  status: number;
  url: string;
  protocol: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string | Uint8Array | null;
  error: string;
  errorCode: number;
  /** Milliseconds. */
  blocked: number;
  connecting: number;
  tls: number;
  sending: number;
  waiting: number;
  receiving: number;
  setCookies: string[];
};

export type HostExecution = {
  scenario: string;
  executor: string;
  /** Milliseconds since 1970. */
  scenarioStartedAt: number;
  scenarioProgress: number;
  runElapsedMs: number;
  vusActive: number;
  vusInitialized: number;
  iterationsCompleted: number;
  iterationsInterrupted: number;
};

/** What all VUs of a worker share. */
export interface HostWorker {
  /** Content of a file of the script; null when there is none. Throws a sentence (a string) for a path that is not allowed. */
  open(path: string, from: string): Uint8Array | null;
  textOf(bytes: Uint8Array): string;
  bytesOf(text: string): Uint8Array;
  base64Of(text: string): string;
  readonly hashing: Hashing;
  readonly subtle: HostSubtle;
}
