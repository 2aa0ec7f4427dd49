import { arrayBufferOf, bytesOf, isArrayBuffer, typeName } from '../modules/bytes.ts';
import type { EventLoop, Operation } from './event-loop.ts';
import type { HostSocket } from './host.ts';
import { Pending } from './pending.ts';
import { Provided } from './provided.ts';
import { canonicalHeaders } from './response.ts';
import { socketRequest, unexpectedClose } from './socket-request.ts';
import type { Vu } from './vu.ts';

type Handler = (argument?: unknown) => unknown;

type WsResponse = {
  url: string;
  status: number;
  headers: Record<string, string>;
  body: string;
  error: string;
};

/** Said by a target that leaves, and by us unless the script says otherwise. */
const GOING_AWAY = 1001;

/** `socket` of `k6/ws`. Its handlers run while `connect` waits, one after the other. */
class Socket {
  readonly #session: Session;
  readonly #handlers = new Map<string, Handler[]>();

  constructor(session: Session) {
    this.#session = session;
  }

  static handlers(socket: Socket, event: string): readonly Handler[] {
    return socket.#handlers.get(event) ?? [];
  }

  on(event: unknown, handler: unknown): void {
    if (typeof handler !== 'function') throw new TypeError('socket.on() needs an event and a function');
    const handlers = this.#handlers.get(String(event)) ?? [];
    handlers.push(handler as Handler);
    this.#handlers.set(String(event), handlers);
  }

  send(message: unknown): void {
    this.#session.outside?.send(String(message));
  }

  sendBinary(message: unknown): void {
    if (!isArrayBuffer(message) && !ArrayBuffer.isView(message))
      throw new TypeError(`expected ArrayBuffer as argument, received: ${typeName(message)}`);
    this.#session.outside?.send(bytesOf(message));
  }

  ping(): void {
    this.#session.outside?.ping();
  }

  setTimeout(handler: unknown, ms: unknown): void {
    this.#session.timer('setTimeout', handler, ms, false);
  }

  setInterval(handler: unknown, ms: unknown): void {
    this.#session.timer('setInterval', handler, ms, true);
  }

  setLoop(): never {
    throw new TypeError('socket.setLoop() is not there in k6 either; use socket.setInterval()');
  }

  close(code?: unknown): void {
    this.#session.close(code === undefined ? GOING_AWAY : Number(code));
  }
}

type Settle = (ok: boolean, value: unknown) => void;

/** One session, from `connect` to its end. */
class Session {
  outside: HostSocket | null = null;
  readonly #vu: Vu;
  readonly #settle: Settle;
  readonly #loop: EventLoop;
  readonly #operation: Operation;
  readonly #socket = new Socket(this);
  readonly #timers = new Set<() => void>();
  #response: WsResponse;
  #closed = false;
  #failure: { error: unknown } | null = null;

  constructor(vu: Vu, settle: Settle) {
    this.#vu = vu;
    this.#settle = settle;
    this.#response = { url: '', status: 0, headers: {}, body: '', error: '' };
    this.#loop = vu.nestedLoop((error) => this.#failed(error));
    this.#operation = this.#loop.open(() => this.#drop());
  }

  connect(address: unknown, params: unknown, body: Handler): void {
    const request = socketRequest(this.#vu, address, params, []);
    this.outside = this.#vu.openSocket(request, {
      opened: (status, headers) => {
        this.#response = {
          url: request.url,
          status,
          headers: canonicalHeaders(headers),
          body: '',
          error: '',
        };
        this.#operation.task(() => body(this.#socket));
        this.#emit('open');
      },
      refused: (status, headers, text) => {
        this.#response = {
          url: '',
          status,
          headers: canonicalHeaders(headers),
          body: text,
          error: '',
        };
        this.#end();
      },
      failed: (message) => {
        if (this.#vu.settings.throw) this.#failure = { error: new Error(message) };
        this.#response.error = message;
        this.#end();
      },
      message: (data) => {
        if (typeof data === 'string') this.#emit('message', data);
        else if (Socket.handlers(this.#socket, 'binaryMessage').length > 0)
          this.#emit('binaryMessage', arrayBufferOf(data));
      },
      ping: () => this.#emit('ping'),
      pong: () => this.#emit('pong'),
      closed: (code, reason) => this.#operation.task(() => this.#closedByTarget(code, reason)),
    });
  }

  timer(of: string, handler: unknown, ms: unknown, again: boolean): void {
    if (typeof handler !== 'function') throw new TypeError(`${of} needs a function`);
    const every = Number(ms);
    if (!(every > 0))
      throw new RangeError(`${of} requires a >0 timeout parameter, received ${every.toFixed(2)}`);
    const set = () => {
      const cancel = this.#vu.host.after(every, () => {
        this.#timers.delete(cancel);
        if (again) set();
        this.#operation.task(() => (this.#closed ? undefined : handler()));
      });
      this.#timers.add(cancel);
    };
    if (!this.#closed) set();
  }

  close(code: number): void {
    if (this.#closed) return;
    this.#closed = true;
    try {
      this.outside?.leave(code);
    } catch (error) {
      this.#closed = false;
      throw new Error(typeof error === 'string' ? error : 'the session cannot be closed');
    }
    this.#tellClosed(code);
    this.#end();
  }

  /** It never came about. */
  abandon(): void {
    this.#vu.leaveLoop(this.#loop);
  }

  #closedByTarget(code: number, reason: string): void {
    if (this.#closed) return;
    this.#closed = true;
    const unexpected = unexpectedClose(code, reason);
    if (unexpected !== null) {
      const problem = { error: () => unexpected, message: unexpected, toString: () => unexpected };
      this.#call('error', problem);
    }
    this.#tellClosed(code);
    this.#end();
  }

  #tellClosed(code: number): void {
    this.#call('close', code);
  }

  /** Handlers in this very moment; one that waits is waited for before the session ends. */
  #call(event: string, argument: unknown): void {
    for (const handler of Socket.handlers(this.#socket, event)) {
      const result = handler(argument);
      if (result instanceof Pending) this.#operation.task(() => result);
    }
  }

  /** Handlers are looked up when their turn has come: the script may have added them meanwhile. */
  #emit(event: string, argument?: unknown): void {
    this.#operation.task(() => {
      if (this.#closed && event !== 'open') return undefined;
      const handlers = Socket.handlers(this.#socket, event);
      return handlers.length === 1
        ? handlers[0]?.(argument)
        : this.#vu.runtime.run(inTurn(handlers, argument));
    });
  }

  #failed(error: unknown): void {
    this.#failure ??= { error };
    if (!this.#closed) {
      try {
        this.close(GOING_AWAY);
      } catch {
        // What the script threw first is what counts.
      }
    }
    this.#drop();
    this.#finish();
  }

  #end(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.#operation.end(() => this.#finish());
  }

  #finish(): void {
    this.#vu.leaveLoop(this.#loop);
    if (this.#failure) this.#settle(false, this.#failure.error);
    else this.#settle(true, this.#response);
  }

  #drop(): void {
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
    this.#closed = true;
    this.outside?.destroy();
  }
}

function* inTurn(handlers: readonly Handler[], argument: unknown): Generator<Pending, void, unknown> {
  for (const handler of handlers) {
    const result = handler(argument);
    if (result instanceof Pending) yield result;
  }
}

function connect(vu: Vu, address: unknown, ...rest: unknown[]): unknown {
  vu.forbidInInit('a WebSocket session');
  const [params, body] = typeof rest[0] === 'function' ? [undefined, rest[0]] : [rest[0], rest[1]];
  if (typeof body !== 'function')
    throw new TypeError('connect() needs an address, and a function that is given the socket');
  const pending = new Pending(vu);
  const session = new Session(vu, (ok, value) => Pending.settle(pending, ok, value));
  try {
    session.connect(address, params, body as Handler);
  } catch (error) {
    session.abandon();
    if (vu.settings.throw || !(error instanceof Error)) {
      Pending.settle(pending, false, error);
    } else {
      vu.host.log('warn', `a WebSocket session cannot be opened: ${error.message}`);
      Pending.settle(pending, true, { url: '', status: 0, headers: {}, body: '', error: error.message });
    }
  }
  return pending;
}

export const Ws = Provided.of({ connect });
