import type { Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';
import { SERVER_CERTIFICATE, SERVER_KEY } from '../../http/testing/authority.ts';

/** Types and flags of frames (RFC 9113, 6), as far as the tests need them. */
export const FRAME = { data: 0, headers: 1, reset: 3, settings: 4, goaway: 7, windowUpdate: 8 } as const;
export const FLAG = { endStream: 1, endHeaders: 4 } as const;

/** `:status: 200`, from the static table of HPACK. */
export const STATUS_200 = Buffer.from([0x88]);

const PREFACE_BYTES = 24;
const HEAD_BYTES = 9;

/** One connection to the target, on which the test answers frame by frame. */
export class FrameConnection {
  readonly socket: TLSSocket;
  /** Types of the frames that came in, in their order. */
  readonly received: number[] = [];
  readonly onRequest: (stream: number, connection: FrameConnection) => void;
  private pending = Buffer.alloc(0);
  private begun = false;

  constructor(socket: TLSSocket, onRequest: FrameConnection['onRequest']) {
    this.socket = socket;
    this.onRequest = onRequest;
    socket.on('error', () => {});
    socket.on('data', (bytes: Buffer) => this.read(bytes));
  }

  send(type: number, flags: number, stream: number, payload: Uint8Array = new Uint8Array(0)): void {
    const head = Buffer.alloc(HEAD_BYTES);
    head.writeUIntBE(payload.length, 0, 3);
    head.writeUInt8(type, 3);
    head.writeUInt8(flags, 4);
    head.writeUInt32BE(stream, 5);
    this.socket.write(Buffer.concat([head, payload]));
  }

  answer(stream: number): void {
    this.send(FRAME.headers, FLAG.endHeaders | FLAG.endStream, stream, STATUS_200);
  }

  goAway(lastStream: number, code: number, why = ''): void {
    this.send(FRAME.goaway, 0, 0, Buffer.concat([uint32(lastStream), uint32(code), Buffer.from(why)]));
  }

  private read(bytes: Buffer): void {
    this.pending = Buffer.concat([this.pending, bytes]);
    if (!this.begun) {
      if (this.pending.length < PREFACE_BYTES) return;
      this.begun = true;
      this.pending = this.pending.subarray(PREFACE_BYTES);
      this.send(FRAME.settings, 0, 0);
    }
    while (this.pending.length >= HEAD_BYTES) {
      const length = this.pending.readUIntBE(0, 3);
      if (this.pending.length < HEAD_BYTES + length) return;
      const type = this.pending.readUInt8(3);
      const stream = this.pending.readUInt32BE(5);
      this.pending = this.pending.subarray(HEAD_BYTES + length);
      this.received.push(type);
      if (type === FRAME.headers) this.onRequest(stream, this);
    }
  }
}

/** A target that speaks HTTP/2 by single frames, so that it can say what no library would. */
export class FrameTarget {
  readonly port: number;
  readonly connections: FrameConnection[];
  /** What the connections go over, to be reset without TLS' own goodbye. */
  readonly sockets: Socket[];
  private readonly server: Server;

  private constructor(server: Server, port: number, connections: FrameConnection[], sockets: Socket[]) {
    this.server = server;
    this.port = port;
    this.connections = connections;
    this.sockets = sockets;
  }

  /** `onRequest` gets the stream of each request, and answers or not. */
  static async start(onRequest: FrameConnection['onRequest']): Promise<FrameTarget> {
    const connections: FrameConnection[] = [];
    const options = { key: SERVER_KEY, cert: SERVER_CERTIFICATE, ALPNProtocols: ['h2'] };
    const server = createServer(options, (socket) => {
      connections.push(new FrameConnection(socket, onRequest));
    });
    const sockets: Socket[] = [];
    server.on('connection', (socket) => sockets.push(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    return new FrameTarget(server, port, connections, sockets);
  }

  stop(): void {
    for (const { socket } of this.connections) socket.destroy();
    this.server.close();
  }
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
