import { Blob } from '../modules/blob.ts';
import { arrayBufferOf, bytesOf, isArrayBuffer } from '../modules/bytes.ts';
import type { Operation } from './event-loop.ts';
import type { HostSocket } from './host.ts';
import { Pending } from './pending.ts';
import { socketRequest, unexpectedClose } from './socket-request.ts';
import type { Vu } from './vu.ts';

type Listener = (event: object) => unknown;

const EVENTS = ['open', 'message', 'error', 'close', 'ping', 'pong'] as const;
type EventName = (typeof EVENTS)[number];
type BinaryType = 'blob' | 'arraybuffer';

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;

const NORMAL = 1000;

function eventName(event: unknown): EventName {
  const name = EVENTS.find((one) => one === event);
  if (!name)
    throw new TypeError(
      `there is no event "${String(event)}" of a WebSocket; there are ${EVENTS.join(', ')}`,
    );
  return name;
}

/** `WebSocket` of `k6/websockets`, for one VU. The iteration stays open while a session is. */
export function webSocketClass(vu: Vu, binary: BinaryType) {
  return class WebSocket {
    static readonly CONNECTING = CONNECTING;
    static readonly OPEN = OPEN;
    static readonly CLOSING = CLOSING;
    static readonly CLOSED = CLOSED;
    readonly CONNECTING = CONNECTING;
    readonly OPEN = OPEN;
    readonly CLOSING = CLOSING;
    readonly CLOSED = CLOSED;
    readonly url: string;
    #state = CONNECTING;
    #binaryType: BinaryType = binary;
    readonly #outside: HostSocket;
    readonly #operation: Operation;
    readonly #listeners = new Map<EventName, Listener[]>();
    readonly #handlers = new Map<EventName, Listener>();

    constructor(address: unknown, protocols?: unknown, params?: unknown) {
      vu.forbidInInit('a WebSocket session');
      const asked =
        protocols === undefined || protocols === null
          ? []
          : (Array.isArray(protocols) ? protocols : [protocols]).map(String);
      const request = socketRequest(vu, address, params, asked);
      this.url = request.url;
      const operation = vu.keepOpen(() => this.#outside?.destroy());
      this.#operation = operation;
      try {
        this.#outside = vu.openSocket(request, {
          opened: () => {
            if (this.#state === CONNECTING) this.#state = OPEN;
            this.#emit('open', {});
          },
          refused: () => this.#fail('websocket: bad handshake'),
          failed: (message) => this.#fail(message),
          message: (data) => {
            const copy = typeof data === 'string' ? data : arrayBufferOf(data);
            this.#emit('message', { origin: '' }, () =>
              typeof copy === 'string' || this.#binaryType === 'arraybuffer' ? copy : new Blob([copy]),
            );
          },
          ping: () => this.#emit('ping', {}),
          pong: () => this.#emit('pong', {}),
          closed: (code, reason) => {
            const unexpected = this.#state === CLOSING ? null : unexpectedClose(code, reason);
            this.#state = CLOSED;
            if (unexpected !== null) this.#emit('error', { error: unexpected });
            this.#end({ code, reason });
          },
        });
      } catch (error) {
        operation.end();
        throw error;
      }
    }

    get readyState(): number {
      return this.#state;
    }

    get bufferedAmount(): number {
      return this.#outside.buffered();
    }

    get binaryType(): BinaryType {
      return this.#binaryType;
    }

    set binaryType(type: unknown) {
      if (type !== 'blob' && type !== 'arraybuffer')
        throw new TypeError(
          `unknown binaryType "${String(type)}", the supported ones are blob and arraybuffer`,
        );
      this.#binaryType = type;
    }

    get onopen(): Listener | null {
      return this.#handlers.get('open') ?? null;
    }
    set onopen(handler: unknown) {
      this.#handle('open', handler);
    }
    get onmessage(): Listener | null {
      return this.#handlers.get('message') ?? null;
    }
    set onmessage(handler: unknown) {
      this.#handle('message', handler);
    }
    get onerror(): Listener | null {
      return this.#handlers.get('error') ?? null;
    }
    set onerror(handler: unknown) {
      this.#handle('error', handler);
    }
    get onclose(): Listener | null {
      return this.#handlers.get('close') ?? null;
    }
    set onclose(handler: unknown) {
      this.#handle('close', handler);
    }
    get onping(): Listener | null {
      return this.#handlers.get('ping') ?? null;
    }
    set onping(handler: unknown) {
      this.#handle('ping', handler);
    }
    get onpong(): Listener | null {
      return this.#handlers.get('pong') ?? null;
    }
    set onpong(handler: unknown) {
      this.#handle('pong', handler);
    }

    addEventListener(event: unknown, listener: unknown): void {
      const name = eventName(event);
      if (typeof listener !== 'function') throw new TypeError(`the listener of "${name}" must be a function`);
      const listeners = this.#listeners.get(name) ?? [];
      listeners.push(listener as Listener);
      this.#listeners.set(name, listeners);
    }

    removeEventListener(event: unknown, listener: unknown): void {
      const name = eventName(event);
      const left = this.#listeners.get(name)?.filter((one) => one !== listener) ?? [];
      this.#listeners.set(name, left);
    }

    send(data: unknown): void {
      if (this.#state === CONNECTING) throw invalidState();
      if (this.#state !== OPEN) return;
      if (data instanceof Blob) this.#outside.send(Blob.bytes(data));
      else if (isArrayBuffer(data) || ArrayBuffer.isView(data)) this.#outside.send(bytesOf(data));
      else this.#outside.send(String(data));
    }

    ping(): void {
      if (this.#state !== OPEN) throw invalidState();
      this.#outside.ping();
    }

    close(code?: unknown, reason?: unknown): void {
      if (this.#state === CLOSING || this.#state === CLOSED) return;
      const connecting = this.#state === CONNECTING;
      this.#state = CLOSING;
      try {
        this.#outside.close(
          code === undefined ? NORMAL : Number(code),
          reason === undefined ? '' : String(reason),
        );
      } catch (error) {
        this.#state = connecting ? CONNECTING : OPEN;
        throw new RangeError(typeof error === 'string' ? error : 'the session cannot be closed');
      }
    }

    #handle(event: EventName, handler: unknown): void {
      if (typeof handler === 'function') this.#handlers.set(event, handler as Listener);
      else this.#handlers.delete(event);
    }

    #fail(message: string): void {
      const closing = this.#state === CLOSING;
      this.#state = CLOSED;
      if (!closing) this.#emit('error', { error: message });
      this.#end({ code: 1006, reason: '' });
    }

    #end(facts: object): void {
      this.#operation.end(() => this.#dispatch('close', facts));
    }

    #emit(event: EventName, facts: object, data?: () => unknown): void {
      this.#operation.task(() => {
        // As in k6, what comes in behind close() is not heard.
        if (this.#state === CLOSING && event === 'message') return undefined;
        return this.#dispatch(event, data ? { data: data(), ...facts } : facts);
      });
    }

    /** Handlers are looked up when their turn has come. */
    #dispatch(name: EventName, facts: object): unknown {
      const handler = this.#handlers.get(name);
      const listeners = [...(handler ? [handler] : []), ...(this.#listeners.get(name) ?? [])];
      if (listeners.length === 0) return undefined;
      const event = { type: name, target: this, timestamp: Date.now(), ...facts };
      const call = (listener: Listener) => listener.call(this, event);
      const [only] = listeners;
      return listeners.length === 1 && only ? call(only) : vu.runtime.run(inTurn(listeners, call));
    }
  };
}

function* inTurn(
  listeners: readonly Listener[],
  call: (listener: Listener) => unknown,
): Generator<Pending, void, unknown> {
  for (const listener of listeners) {
    const result = call(listener);
    if (result instanceof Pending) yield result;
  }
}

function invalidState(): Error {
  const error = new Error('the session is not open yet; send in the handler of "open"');
  Object.defineProperty(error, 'name', { value: 'InvalidStateError', configurable: true });
  return error;
}

/** `k6/websockets`, for one VU. */
export const createWebSockets = (vu: Vu, binary: BinaryType) => ({
  WebSocket: webSocketClass(vu, binary),
  Blob,
});
