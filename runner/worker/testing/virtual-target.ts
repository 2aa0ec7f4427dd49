import net from 'node:net';
import type { Reading, SocketUser } from '../../http/open-socket.ts';
import type { RunClock } from '../run-clock.ts';

/** What the target does with a request, given its place in the order of all. Times are milliseconds. */
export type Behaviour = (socket: VirtualSocket, nth: number) => void;

/**
 * A target without a network, for fake timers: hours pass in seconds. It hands out sockets, counts what is written to
 * them by path, and answers as it is told. While it is dead it refuses connections and resets those that are open.
 */
export class VirtualTarget {
  readonly seen = new Map<string, number>();
  readonly open = new Set<VirtualSocket>();
  mostOpen = 0;
  refused = 0;
  dead = false;
  private readonly behaviours: Record<string, Behaviour>;

  constructor(behaviours: Record<string, Behaviour>) {
    this.behaviours = behaviours;
  }

  connect(clock: RunClock, user: SocketUser, reading: Reading): net.Socket {
    const socket = new VirtualSocket(this, reading);
    setTimeout(() => {
      if (socket.destroyed) return;
      if (this.dead) {
        this.refused++;
        socket.fail('ECONNREFUSED');
        return;
      }
      this.open.add(socket);
      this.mostOpen = Math.max(this.mostOpen, this.open.size);
      user.socketConnected(clock.now(), socket);
      user.socketOpen(clock.now());
    }, CONNECTING_MS);
    return socket;
  }

  receive(socket: VirtualSocket, request: string): void {
    const path = request.split(' ')[1] ?? '';
    const nth = this.seen.get(path) ?? 0;
    this.seen.set(path, nth + 1);
    this.behaviours[path]?.(socket, nth);
  }

  die(): void {
    this.dead = true;
    for (const socket of [...this.open]) socket.fail('ECONNRESET');
  }
}

const CONNECTING_MS = 2;

/** One end of a connection to it. */
export class VirtualSocket extends net.Socket {
  private readonly target: VirtualTarget;
  private readonly reading: Reading;

  constructor(target: VirtualTarget, reading: Reading) {
    super();
    this.target = target;
    this.reading = reading;
  }

  override write(request: string | Uint8Array): boolean {
    this.target.receive(
      this,
      typeof request === 'string' ? request : Buffer.from(request).toString('latin1'),
    );
    return true;
  }

  override destroy(error?: Error): this {
    this.target.open.delete(this);
    return super.destroy(error);
  }

  /** Bytes from the target come in. */
  deliver(text: string): void {
    if (this.destroyed) return;
    const length = this.reading.buffer.write(text, 'latin1');
    this.reading.callback.call(this, length);
  }

  /** The same, later and in pieces. */
  deliverAfter(ms: number, ...pieces: string[]): void {
    for (const [index, piece] of pieces.entries()) setTimeout(() => this.deliver(piece), ms + index);
  }

  /** The target closes its side. */
  hangUp(): void {
    if (this.destroyed) return;
    this.emit('end');
    this.destroy();
  }

  fail(code: string): void {
    if (this.destroyed) return;
    this.emit('error', Object.assign(new Error(`virtual ${code}`), { code }));
    this.destroy();
  }
}
