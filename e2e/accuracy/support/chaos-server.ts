import { createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';

const MB = 1024 * 1024;

/** What a target can do wrong, by path. Each gets the socket after a whole request head was read. */
const FAULTS: Record<string, (socket: Socket) => void> = {
  '/fine': (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'),
  '/early-hints': (socket) =>
    void socket.write(
      'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok',
    ),
  '/garbage': (socket) => void socket.end('no HTTP at all\r\n\r\n'),
  '/garbage-chunks': (socket) =>
    void socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nno\r\n'),
  '/hang-up': (socket) => void socket.end(),
  '/reset': (socket) => void socket.resetAndDestroy(),
  '/reset-in-body': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\nabc', () =>
      setTimeout(() => socket.resetAndDestroy(), 20),
    );
  },
  '/short-body': (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc'),
  '/huge-header': (socket) => void socket.end(`HTTP/1.1 200 OK\r\nx-huge: ${'x'.repeat(MB)}\r\n\r\n`),
  '/silent': () => {},
  '/endless': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
    const drip = setInterval(() => socket.write('1\r\nx\r\n'), 20);
    socket.once('close', () => clearInterval(drip));
  },
  '/bad-gzip': (socket) =>
    void socket.write(
      'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-type: application/json\r\ncontent-length: 7\r\n\r\n{"a":1}',
    ),
  '/bomb': (socket) => {
    const bomb = gzipSync(Buffer.alloc(100 * MB));
    socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`);
    socket.write(bomb);
  },
  '/not-json': (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n<html'),
  '/round': (socket) =>
    void socket.write('HTTP/1.1 302 Found\r\nlocation: /round\r\ncontent-length: 0\r\n\r\n'),
  '/nowhere': (socket) =>
    void socket.write('HTTP/1.1 302 Found\r\nlocation: gopher://x/\r\ncontent-length: 0\r\n\r\n'),
  '/large': (socket) => sendLarge(socket),
};

/** Two gigabytes, as fast as they are taken. */
const LARGE_BYTES = 2 * 1024 * MB;
const BLOCK = Buffer.alloc(MB, 'x');

function sendLarge(socket: Socket): void {
  let left = LARGE_BYTES;
  socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${LARGE_BYTES}\r\n\r\n`);
  const send = () => {
    while (left > 0) {
      left -= BLOCK.length;
      if (!socket.write(BLOCK)) {
        socket.once('drain', send);
        return;
      }
    }
  };
  send();
}

const server: Server = createServer((socket) => {
  let head = '';
  socket.on('error', () => {});
  socket.setEncoding('latin1').on('data', (text: string) => {
    head += text;
    if (!head.includes('\r\n\r\n')) return;
    const path = head.split(' ')[1] ?? '';
    head = '';
    FAULTS[path]?.(socket);
  });
});

process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', 1024, () => {
  const address = server.address();
  process.send?.({ type: 'listening', port: typeof address === 'object' && address ? address.port : 0 });
});
