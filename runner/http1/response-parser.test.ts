import { request } from 'node:http';
import { Duplex } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Headers } from '../http/answer.ts';
import { ResponseParser } from './response-parser.ts';

type Read = { status: number; headers: Headers; body: string; reusable: boolean; rest: string };

/** Reads a response that comes in these pieces, each in the same buffer, as sockets do. Throws what the parser throws. */
function read(pieces: Buffer[], method = 'GET'): Read | null {
  const parser = new ResponseParser();
  const shared = Buffer.alloc(Math.max(1, ...pieces.map(({ length }) => length)));
  const got = { status: 0, headers: {} as Headers, body: '' };
  const handler = {
    onHead: (head: { status: number; all(): Headers }) => {
      got.status = head.status;
      got.headers = head.all();
    },
    onData: (bytes: Buffer, start: number, end: number) => {
      got.body += bytes.toString('latin1', start, end);
    },
  };
  parser.expect(method);
  for (const [index, piece] of pieces.entries()) {
    shared.fill(0x0d);
    piece.copy(shared);
    const at = parser.feed(shared, piece.length, handler);
    if (parser.done) {
      const rest = Buffer.concat([piece.subarray(at), ...pieces.slice(index + 1)]).toString('latin1');
      return { ...got, reusable: parser.reusable, rest };
    }
  }
  parser.end();
  return { ...got, reusable: parser.reusable, rest: '' };
}

const whole = (text: string, method?: string) => read([Buffer.from(text, 'latin1')], method);

/** Cuts bytes into pieces at these places. */
function cut(bytes: Buffer, places: number[]): Buffer[] {
  const at = [...new Set(places.map((place) => place % bytes.length))].sort((a, b) => a - b);
  return [0, ...at].map((from, index) => bytes.subarray(from, at[index])).filter(({ length }) => length > 0);
}

describe('a response', () => {
  it('is read with its fields, names in lower case, several of one name in a list', () => {
    expect(
      whole('HTTP/1.1 200 OK\r\nX-A:  1 \r\nset-cookie: a\r\nSet-Cookie: b\r\ncontent-length: 2\r\n\r\nok'),
    ).toEqual({
      status: 200,
      headers: { 'x-a': '1', 'set-cookie': ['a', 'b'], 'content-length': '2' },
      body: 'ok',
      reusable: true,
      rest: '',
    });
  });

  it.each([
    ['no body for HEAD', 'HEAD', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n', ''],
    ['no body with 204', 'GET', 'HTTP/1.1 204 No Content\r\n\r\n', ''],
    ['no body with 304', 'GET', 'HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\n', ''],
    [
      'chunks',
      'GET',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n3;x="y"\r\nabc\r\n0A\r\n0123456789\r\n0\r\n\r\n',
      'abc0123456789',
    ],
    [
      'trailers',
      'GET',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\nx-sum: 1\r\n\r\n',
      'a',
    ],
    ['no reason', 'GET', 'HTTP/1.1 200\r\ncontent-length: 1\r\n\r\na', 'a'],
    ['an empty line before', 'GET', '\r\nHTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\na', 'a'],
    [
      'informational ones before',
      'GET',
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\na',
      'a',
    ],
    ['equal lengths twice', 'GET', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 1\r\n\r\na', 'a'],
  ])('%s', (_, method, text, body) => {
    expect(whole(text, method)).toMatchObject({ body, rest: '', reusable: true });
  });

  it('without a length lasts until the connection closes, which cannot be used again', () => {
    expect(whole('HTTP/1.1 200 OK\r\n\r\nabc')).toMatchObject({ body: 'abc', reusable: false });
  });

  it.each([
    ['HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n', false],
    ['HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n', false],
    ['HTTP/1.0 200 OK\r\nconnection: Keep-Alive\r\ncontent-length: 0\r\n\r\n', true],
  ])('says whether the connection stays: %j', (text, reusable) => {
    expect(whole(text)).toMatchObject({ reusable });
  });

  it('ends where it ends', () => {
    expect(whole('HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nabc')).toMatchObject({ body: 'a', rest: 'bc' });
  });
});

describe('what is no response', () => {
  it.each([
    ['no HTTP at all\r\n\r\n', 'no status line'],
    ['HTTP/2.0 200 OK\r\n\r\n', 'no status line'],
    ['HTTP/1.1 99 OK\r\n\r\n', 'no status line'],
    ['HTTP/1.1 200OK\r\n\r\n', 'no status line'],
    ['HTTP/1.1 200 OK\n\n', 'no status line'],
    ['HTTP/1.1 200 OK\r\nname : x\r\n\r\n', 'byte 32'],
    ['HTTP/1.1 200 OK\r\nx: 1\r\n folded\r\n\r\n', 'folded'],
    ['HTTP/1.1 200 OK\r\nx: 1\ny: 2\r\n\r\n', 'byte 10'],
    ['HTTP/1.1 200 OK\r\nx: a\0b\r\n\r\n', 'byte 0'],
    ['HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n', 'content-length is "-1"'],
    ['HTTP/1.1 200 OK\r\ncontent-length: 1, 1\r\n\r\n', 'content-length'],
    ['HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n', 'two different'],
    ['HTTP/1.1 200 OK\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n', 'beside'],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\n', 'transfer-encoding is'],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', 'without a size'],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n\r\n', 'without a size'],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n', 'longer than its size'],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\nab', 'line feed'],
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffff\r\n', 'that size'],
    ['HTTP/1.1 101 Switching Protocols\r\n\r\n', 'switches protocols'],
    [`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(70_000)}\r\n\r\n`, 'larger than 64 KB'],
  ])('%j', (text, says) => {
    expect(() => whole(text)).toThrow(says);
  });

  it.each(['', 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nabc', 'HTTP/1.1 200 OK\r\nx:'])(
    'is cut off: %j',
    (text) => {
      expect(() => whole(text)).toThrow('closed the connection before its answer was complete');
    },
  );
});

describe('however a response is cut into pieces', () => {
  const token = fc.stringMatching(/^[a-z][a-z-]{0,11}$/).filter((name) => !FRAMING.has(name));
  const value = fc.stringMatching(/^[!-~]([ -~]{0,30}[!-~])?$/);
  const fields = fc.array(fc.tuple(token, value), { maxLength: 8 });
  const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
  const framed = fc.tuple(
    bytes,
    fc.constantFrom('length', 'chunked', 'close'),
    fc.integer({ min: 1, max: 50 }),
  );
  const response = fc
    .tuple(fc.integer({ min: 200, max: 599 }), fields, framed)
    .map(([status, all, [body, by, size]]) => {
      const head = [`HTTP/1.1 ${status} x`, ...all.map(([name, text]) => `${name}: ${text}`)];
      if (by === 'length') head.push(`Content-Length: ${body.length}`);
      if (by === 'chunked') head.push('Transfer-Encoding: chunked');
      const start = Buffer.from(`${head.join('\r\n')}\r\n\r\n`);
      return { status, body, bytes: Buffer.concat([start, by === 'chunked' ? chunked(body, size) : body]) };
    });

  it('the same is read', () => {
    fc.assert(
      fc.property(response, fc.array(fc.nat(2000), { maxLength: 20 }), ({ bytes, status, body }, places) => {
        const got = read(cut(bytes, places));
        expect(got).toEqual(read([bytes]));
        expect(got?.status).toBe(status);
        if (status !== 204 && status !== 304) expect(got?.body).toBe(body.toString('latin1'));
      }),
    );
  });

  it('garbage is refused or read, and never more than that', () => {
    fc.assert(
      fc.property(
        response,
        fc.array(fc.tuple(fc.nat(500), fc.nat(255)), { maxLength: 4 }),
        fc.array(fc.nat(2000), { maxLength: 5 }),
        ({ bytes }, damages, places) => {
          const damaged = Buffer.from(bytes);
          for (const [at, byte] of damages) damaged[at % damaged.length] = byte;
          const outcome = (pieces: Buffer[]) => {
            try {
              return read(pieces);
            } catch (error) {
              expect(error).toMatchObject({ name: 'RequestFailure' });
              return null;
            }
          };
          const [once, inPieces] = [outcome([damaged]), outcome(cut(damaged, places))];
          expect(inPieces).toEqual(once);
        },
      ),
    );
  });

  it("Node's own client reads the same", async () => {
    await fc.assert(
      fc.asyncProperty(response, async ({ bytes, status }) => {
        // Bytes behind a response that has no body are an error to Node.
        fc.pre(status !== 204 && status !== 304);
        const own = read([bytes]);
        const others = await readByNode(bytes);
        expect({ status: own?.status, body: own?.body }).toEqual(others);
      }),
      { numRuns: 100 },
    );
  });
});

const FRAMING = new Set(['connection', 'keep-alive', 'upgrade', 'trailer', 'te', 'date', 'expect']);

function chunked(body: Buffer, size: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; at += size) {
    const piece = body.subarray(at, at + size);
    parts.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}

function readByNode(bytes: Buffer): Promise<{ status: number; body: string }> {
  const socket = new Duplex({
    read() {},
    write(_chunk, _encoding, done) {
      done();
      this.push(bytes);
      this.push(null);
    },
  });
  return new Promise((resolve, reject) => {
    request({ createConnection: () => socket }, (response) => {
      let body = '';
      response.setEncoding('latin1').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on('error', reject)
      .end();
  });
}
