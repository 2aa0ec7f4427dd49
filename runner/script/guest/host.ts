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
  /** Lets the run go on, and fail at its end. */
  markFailed(reason: string): void;
  /** Its cookies; others once they are forgotten between iterations. */
  jar(): HostJar;
  /** Opens a WebSocket session. Throws a sentence (a string) when that cannot be tried. */
  openSocket(request: HostSocketRequest, listener: SocketListener): HostSocket;
  newJar(): HostJar;
  execution(): HostExecution;
}

/** The handshake of a WebSocket session. */
export type HostSocketRequest = {
  url: string;
  /** Names and values by turns. */
  headers: string[];
  protocols: string[];
  name: string;
  group: string;
  tags: Tags | null;
  /** null for the VU's. */
  jar: HostJar | null;
  /** Messages may be compressed (RFC 7692). */
  compressed: boolean;
};

type Fields = Readonly<Record<string, string | string[] | undefined>>;

/** Hears of a session; exactly one of `refused`, `failed` and `closed` is the last. Bytes are only lent. */
export interface SocketListener {
  opened(status: number, headers: Fields, protocol: string): void;
  /** The target answered, and opened no session. */
  refused(status: number, headers: Fields, body: string): void;
  failed(message: string): void;
  message(data: string | Uint8Array): void;
  ping(): void;
  pong(): void;
  closed(code: number, reason: string): void;
}

export interface HostSocket {
  send(data: string | Uint8Array): void;
  ping(): void;
  /** Throws a sentence (a string) for a code that nobody may send. */
  close(code: number, reason: string): void;
  /** Says goodbye, and does not wait for an answer: the session is over, and the listener hears nothing more. */
  leave(code: number): void;
  /** Bytes that were sent and that the network did not take yet. */
  buffered(): number;
  /** Closes without another word to the listener. Idempotent. */
  destroy(): void;
}

/** How the sentence about an address of another protocol begins, as k6 has it. */
export const UNSUPPORTED_SCHEME = 'unsupported protocol scheme';

export const ENCODINGS = ['gzip', 'deflate', 'zstd', 'br'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export type Tags = Readonly<Record<string, string>>;
export type MetricKind = 'counter' | 'gauge' | 'rate' | 'trend';
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Cookies; a handle that is never shown to a script. */
export interface HostJar {
  /** As a `cookie` header. */
  cookies(url: string): string;
  /** A `set-cookie` header; false when it is none. */
  set(url: string, cookie: string): void;
  /** All that would be sent to an address, or what of it has this name. */
  forget(url: string, name?: string): void;
}

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
  /** Whose cookies are sent and kept; null for the VU's. */
  jar: HostJar | null;
  /** Names of cookies that are not sent, since the request has its own; null for none. */
  replaced: string[] | null;
};

export type HostAnswer = {
  status: number;
  url: string;
  remoteIp: string;
  remotePort: number;
  protocol: string;
  /** As OpenSSL names it; empty without TLS. */
  tlsVersion: string;
  cipher: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string | Uint8Array | null;
  error: string;
  errorCode: number;
  /** Milliseconds. */
  blocked: number;
  lookingUp: number;
  connecting: number;
  tls: number;
  sending: number;
  waiting: number;
  receiving: number;
  /** Of the last answer, redirects not counted. */
  setCookies: string[];
  /** What the first request sent of the jar's cookies, as a header. */
  sentCookies: string;
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
  /** The usual phrase of a status; empty when there is none. */
  phraseOf(status: number): string;
  /** The content encodings of `encodings` one after the other. */
  compressed(bytes: Uint8Array, encodings: readonly Encoding[]): Uint8Array;
  readonly hashing: Hashing;
  readonly subtle: HostSubtle;
}
