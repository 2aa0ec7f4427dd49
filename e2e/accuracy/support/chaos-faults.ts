import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

const MB = 1024 * 1024;

/** `whole` is the path with its query. */
export type Fault = (socket: Socket, whole: string) => void;

const head = (lines: string[], status = '200 OK') =>
  `${[`HTTP/1.1 ${status}`, ...lines].join('\r\n')}\r\n\r\n`;
const OK = head(['content-length: 2']).concat('ok');
const send =
  (text: string | Buffer): Fault =>
  (socket) =>
    void socket.write(text);
const sendAndEnd =
  (text: string): Fault =>
  (socket) =>
    void socket.end(text, 'latin1');
const gzipped = (body: Buffer, declared: number = body.length) =>
  Buffer.concat([
    Buffer.from(
      head(['content-encoding: gzip', 'content-type: application/json', `content-length: ${declared}`]),
    ),
    body,
  ]);

/** Writes one piece after the other, some milliseconds apart, for as long as somebody listens. */
function drip(socket: Socket, pieces: Iterable<string>, everyMs: number): void {
  const next = pieces[Symbol.iterator]();
  const timer = setInterval(() => {
    const { value, done } = next.next();
    if (done || socket.destroyed) clearInterval(timer);
    else socket.write(value);
  }, everyMs);
}

function* forever(piece: string): Generator<string> {
  for (;;) yield piece;
}

/** Open requests of `/limited`, of which only so many are answered at a time. */
const MOST_AT_ONCE = 2;
let atOnce = 0;

/** What a target can do wrong, by path. Each gets the socket after a whole request head was read. */
export const FAULTS: Record<string, Fault> = {
  '/fine': send(OK),
  // Slow
  '/slow-headers': (socket) => drip(socket, OK.match(/.{1,8}/gs) ?? [], 2),
  '/slow-body': (socket) => {
    socket.write(head(['content-length: 10']));
    drip(socket, Array<string>(10).fill('x'), 2);
  },
  '/silent': () => {},
  '/endless-headers': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    drip(socket, forever('x-more: x\r\n'), 20);
  },
  '/endless': (socket) => {
    socket.write(head(['transfer-encoding: chunked']));
    drip(socket, forever('1\r\nx\r\n'), 20);
  },
  // Connections
  '/hang-up': (socket) => void socket.end(),
  '/half-closed': (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-le'),
  '/half-closed-body': sendAndEnd(head(['transfer-encoding: chunked']).concat('3\r\nabc\r\n')),
  '/close-ends-body': sendAndEnd(head(['connection: close']).concat('all of it')),
  '/reset': (socket) => void socket.resetAndDestroy(),
  '/reset-in-body': (socket) => {
    socket.write(head(['content-length: 100000']).concat('abc'), () =>
      setTimeout(() => socket.resetAndDestroy(), 20),
    );
  },
  '/closes-idle': (socket) => void socket.write(OK, () => setTimeout(() => socket.destroy(), 1)),
  '/limited': (socket) => {
    if (atOnce >= MOST_AT_ONCE) {
      socket.resetAndDestroy();
      return;
    }
    atOnce++;
    setTimeout(() => {
      atOnce--;
      socket.write(OK);
    }, 2);
  },
  // Lengths
  '/short-body': sendAndEnd(head(['content-length: 100']).concat('abc')),
  '/long-body': send(head(['content-length: 2']).concat('ok and more than was promised')),
  '/two-lengths': send(head(['content-length: 2', 'content-length: 3']).concat('okx')),
  '/negative-length': send(head(['content-length: -1']).concat('ok')),
  '/length-and-chunks': send(
    head(['content-length: 2', 'transfer-encoding: chunked']).concat('2\r\nok\r\n0\r\n\r\n'),
  ),
  '/two-answers': send(`${OK}${OK}`),
  '/body-where-none': send(head(['content-length: 0'], '204 No Content').concat('a body nevertheless')),
  // Protocol
  '/garbage': sendAndEnd('no HTTP at all\r\n\r\n'),
  '/garbage-chunks': sendAndEnd(head(['transfer-encoding: chunked']).concat('zz\r\nno\r\n')),
  '/huge-chunk': sendAndEnd(head(['transfer-encoding: chunked']).concat('fffffffffffffffff\r\nno\r\n')),
  '/huge-header': sendAndEnd(head([`x-huge: ${'x'.repeat(MB)}`])),
  '/many-headers': sendAndEnd(head(Array.from({ length: 20_000 }, (_, i) => `x-${i}: ${i}`))),
  '/nul-in-header': sendAndEnd(head(['x-nul: a\0b', 'content-length: 2']).concat('ok')),
  '/no-status': sendAndEnd('HTTP/1.1\r\ncontent-length: 2\r\n\r\nok'),
  '/early-hints': send(`${head(['link: </a>'], '103 Early Hints')}${OK}`),
  '/many-hints': send(`${head(['link: </a>'], '103 Early Hints').repeat(100)}${OK}`),
  '/processing': send(`${head([], '102 Processing')}${OK}`),
  '/continue': send(`${head([], '100 Continue')}${OK}`),
  '/upgrade': send(head(['connection: upgrade', 'upgrade: nothing'], '101 Switching Protocols')),
  // Redirects
  '/round': send(head(['location: /round', 'content-length: 0'], '302 Found')),
  '/further': (socket, whole) => {
    const step = Number(whole.split('?')[1] ?? 0) + 1;
    socket.write(head([`location: /further?${step}`, 'content-length: 0'], '307 Temporary Redirect'));
  },
  '/nowhere': send(head(['location: gopher://x/', 'content-length: 0'], '302 Found')),
  '/broken-location': send(head(['location: http://[::1', 'content-length: 0'], '302 Found')),
  // Bodies
  '/bad-gzip': send(gzipped(Buffer.from('{"a":1}'))),
  '/cut-gzip': send(gzipped(gzipSync(Buffer.alloc(1000, 'x')).subarray(0, 20))),
  '/bomb': (() => {
    const bomb = gzipped(gzipSync(Buffer.alloc(100 * MB)));
    return (socket: Socket) => void socket.write(bomb);
  })(),
  '/not-json': send(head(['content-type: application/json', 'content-length: 5']).concat('<html')),
  '/cut-json': send(head(['content-type: application/json', 'content-length: 5']).concat('{"a":')),
  '/deep-json': (() => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const whole = head(['content-type: application/json', `content-length: ${deep.length}`]).concat(deep);
    return (socket: Socket) => void socket.write(whole);
  })(),
  '/not-utf8': send(
    Buffer.concat([
      Buffer.from(head(['content-type: application/json', 'content-length: 4'])),
      Buffer.from([0x22, 0xff, 0xfe, 0x22]),
    ]),
  ),
  '/odd-cookies': send(
    head([
      'set-cookie: =;;;=',
      'set-cookie: a=\xe9\t,; Domain=.; Path==; Max-Age=never; Expires=soon',
      'set-cookie: __Host-x=1; Path=/other',
      `set-cookie: long=${'x'.repeat(5000)}`,
      'content-length: 2',
    ]).concat('ok'),
  ),
  '/large': sendLarge,
};

/** Two gigabytes, as fast as they are taken. */
const LARGE_BYTES = 2 * 1024 * MB;
const BLOCK = Buffer.alloc(MB, 'x');

function sendLarge(socket: Socket): void {
  let left = LARGE_BYTES;
  socket.write(head([`content-length: ${LARGE_BYTES}`]));
  const more = () => {
    while (left > 0) {
      left -= BLOCK.length;
      if (!socket.write(BLOCK)) {
        socket.once('drain', more);
        return;
      }
    }
  };
  more();
}
