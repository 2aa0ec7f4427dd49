import { createSecureServer, type Http2SecureServer, type ServerHttp2Stream } from 'node:http2';
import { afterEach, describe, expect, it } from 'vitest';
import { AUTHORITY, SERVER_CERTIFICATE, SERVER_KEY } from '../http/testing/authority.ts';
import { Caller } from '../http/testing/caller.ts';
import {
  FLAG,
  FRAME,
  type FrameConnection,
  FrameTarget,
  STATUS_200,
  uint32,
} from './testing/frame-target.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

function callerOf(port: number): Caller {
  const caller = new Caller(`https://shop.test:${port}`, {
    httpVersion: '2',
    hosts: { 'shop.test': ['127.0.0.1'] },
    tls: { ca: AUTHORITY },
  });
  stops.push(() => caller.connection.destroy(new Error('the test is over')));
  return caller;
}

describe('a target that speaks by single frames', () => {
  /** Answers the first request as the test says, and all others as they should be. */
  async function start(first: (stream: number, to: FrameConnection, target: FrameTarget) => void) {
    let requests = 0;
    const target: FrameTarget = await FrameTarget.start((stream, connection) => {
      if (requests++ === 0) first(stream, connection, target);
      else connection.answer(stream);
    });
    stops.push(() => target.stop());
    return { target, caller: callerOf(target.port) };
  }

  const begin = (stream: number, to: FrameConnection, fields = STATUS_200) => {
    to.send(FRAME.headers, FLAG.endHeaders, stream, fields);
    to.send(FRAME.data, 0, stream, Buffer.from('part'));
  };
  /** `content-length: 9`, a literal of HPACK whose name is in the static table. */
  const NINE_BYTES = Buffer.concat([STATUS_200, Buffer.from([0x0f, 0x0d, 0x01]), Buffer.from('9')]);

  it.each<[what: string, how: Parameters<typeof start>[0], failure: string, connections: number]>([
    [
      'goes away without having begun',
      (_, to) => to.goAway(0, 0),
      'reset: the HTTP/2 stream was reset before its answer was complete: REFUSED_STREAM (HTTP/2 error 7); the target did not begin',
      2,
    ],
    [
      'goes away with an error and says why',
      (_, to) => to.goAway(0, 11, 'slow\r\ndown'),
      'reset: the target closed the connection before its answer was complete and said ENHANCE_YOUR_CALM (HTTP/2 error 11); "slow down"; the target holds this for too much load',
      2,
    ],
    [
      'goes away and closes in the middle of an answer',
      (stream, to) => {
        to.goAway(stream, 0);
        begin(stream, to);
        to.socket.end();
      },
      'reset: the target closed the connection before its answer was complete',
      2,
    ],
    [
      'resets the stream in the middle of an answer',
      (stream, to) => {
        begin(stream, to);
        to.send(FRAME.reset, 0, stream, uint32(2));
      },
      'reset: the HTTP/2 stream was reset before its answer was complete: INTERNAL_ERROR (HTTP/2 error 2)',
      1,
    ],
    [
      'resets the stream without an error before all bytes are there',
      (stream, to) => {
        begin(stream, to, NINE_BYTES);
        to.send(FRAME.reset, 0, stream, uint32(0));
      },
      'reset: the HTTP/2 stream was reset before its answer was complete: NO_ERROR (HTTP/2 error 0)',
      1,
    ],
    [
      'wants HTTP/1.1',
      (stream, to) => to.send(FRAME.reset, 0, stream, uint32(13)),
      'HTTP_1_1_REQUIRED (HTTP/2 error 13); choose HTTP/1.1 in the environment',
      1,
    ],
    [
      'ends the answer before the length that it said',
      (stream, to) => {
        begin(stream, to, NINE_BYTES);
        to.send(FRAME.data, FLAG.endStream, stream);
      },
      'protocol: the HTTP/2 stream was reset before its answer was complete: PROTOCOL_ERROR (HTTP/2 error 1)',
      1,
    ],
    [
      'resets the connection in the middle of an answer',
      (stream, to, { sockets }) => {
        begin(stream, to);
        sockets.at(-1)?.resetAndDestroy();
      },
      'reset: ',
      2,
    ],
    [
      'sends a body without a head',
      (stream, to) => to.send(FRAME.data, FLAG.endStream, stream, Buffer.from('x')),
      'protocol: the answer does not match the HTTP/2 protocol: Protocol error',
      2,
    ],
    [
      'sends a head that cannot be unpacked',
      (stream, to) => to.send(FRAME.headers, FLAG.endHeaders, stream, Buffer.alloc(6, 0xff)),
      'protocol: the answer does not match the HTTP/2 protocol',
      2,
    ],
    [
      'speaks HTTP/1.1 after it agreed on HTTP/2',
      (_, to) => to.socket.write('HTTP/1.1 200 OK\r\n\r\n'),
      'protocol: the answer does not match the HTTP/2 protocol',
      2,
    ],
    [
      'lets us send more than anybody can count',
      (stream, to) => {
        for (let i = 0; i < 2; i++) to.send(FRAME.windowUpdate, 0, stream, uint32(0x7fffffff));
      },
      'protocol: the ',
      0,
    ],
  ])('%s', async (_, how, failure, connections) => {
    const { target, caller } = await start(how);
    expect((await caller.ask('/')).failure).toContain(failure);
    expect(await caller.ask('/')).toMatchObject({ status: 200, failure: null });
    expect(await caller.ask('/')).toMatchObject({ status: 200, failure: null });
    if (connections > 0) expect(target.connections).toHaveLength(connections);
  });

  it('announces its leave, answers what it has, and gets the next request over a new connection', async () => {
    const { target, caller } = await start((stream, to) => {
      to.goAway(2 ** 31 - 1, 0);
      begin(stream, to);
      to.send(FRAME.data, FLAG.endStream, stream);
    });
    expect(await caller.ask('/')).toMatchObject({ status: 200, bytes: 4, failure: null });
    expect(target.connections).toHaveLength(1);
    expect(await caller.ask('/')).toMatchObject({ status: 200, failure: null });
    expect(target.connections).toHaveLength(2);
  });

  it.each([0, 100_000])('answers all of %i bytes, goes away and closes at once', async (bytes) => {
    const { target, caller } = await start((stream, to) => {
      to.send(FRAME.headers, FLAG.endHeaders, stream, STATUS_200);
      for (let left = bytes; left > 0; left -= 10_000) to.send(FRAME.data, 0, stream, Buffer.alloc(10_000));
      to.send(FRAME.data, FLAG.endStream, stream);
      to.goAway(stream, 0);
      to.socket.end();
    });
    expect(await caller.ask('/')).toMatchObject({ status: 200, bytes, failure: null });
    expect(await caller.ask('/')).toMatchObject({ status: 200, failure: null });
    expect(target.connections).toHaveLength(2);
  });

  it('is sent a request that crossed its goodbye once more, over a new connection, and waits for nothing else', async () => {
    let heard = 0;
    const target = await FrameTarget.start((stream, connection) => {
      heard++;
      // On every connection the second request comes too late.
      if (stream === 1) connection.answer(stream);
      else connection.goAway(1, 0);
    });
    stops.push(() => target.stop());
    const caller = callerOf(target.port);
    for (let round = 0; round < 4; round++) {
      expect(await caller.ask('/', { method: 'POST', body: 'x' })).toMatchObject({
        status: 200,
        failure: null,
      });
    }
    expect([target.connections.length, heard]).toEqual([4, 7]);
    expect(caller.connection.connectStartMs).toBeGreaterThan(0);
  });

  it('never hears of the request before, whose connection was closed', async () => {
    const target = await FrameTarget.start((stream, connection) => {
      if (target.connections.length % 2 === 0) connection.answer(stream);
    });
    stops.push(() => target.stop());
    const caller = callerOf(target.port);
    for (let round = 0; round < 10; round++) {
      const cut = caller.ask('/', {}, () => {
        queueMicrotask(() => caller.connection.destroy(new Error('cut off')));
      });
      expect(await cut).toMatchObject({ failure: 'other: cut off' });
      expect(await caller.ask('/')).toMatchObject({ status: 200, failure: null });
      caller.connection.close();
    }
    expect(target.connections).toHaveLength(20);
  });

  it('cannot be asked for a tunnel', async () => {
    const { caller } = await start((stream, to) => to.answer(stream));
    expect((await caller.ask('/', { method: 'CONNECT' })).failure).toContain('CONNECT');
    expect(await caller.ask('/')).toMatchObject({ status: 200 });
  });
});

describe('a usual server', () => {
  async function start(
    answer: (stream: ServerHttp2Stream) => void,
    settings: { maxConcurrentStreams?: number } = {},
  ) {
    const server: Http2SecureServer = createSecureServer({
      key: SERVER_KEY,
      cert: SERVER_CERTIFICATE,
      settings,
    });
    let sessions = 0;
    server.on('session', (session) => {
      sessions++;
      stops.push(() => session.destroy());
    });
    server.on('stream', (stream) => {
      stream.on('error', () => {});
      answer(stream);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(() => server.close());
    const address = server.address();
    return {
      caller: callerOf(typeof address === 'object' && address ? address.port : 0),
      sessions: () => sessions,
    };
  }

  it('gets a body larger than any window, and sends one', async () => {
    const bytes = 20_000_000;
    const { caller, sessions } = await start((stream) => {
      let came = 0;
      stream.on('data', (chunk: Buffer) => {
        came += chunk.length;
      });
      stream.on('end', () => {
        stream.respond({ ':status': came === bytes ? 200 : 500 });
        stream.end(Buffer.alloc(bytes));
      });
    });
    for (let round = 0; round < 2; round++) {
      const outcome = await caller.ask('/', { method: 'POST', body: Buffer.alloc(bytes) });
      expect(outcome).toMatchObject({ status: 200, bytes, failure: null });
      // Each frame has a head of 9 bytes, and windows are opened now and then.
      for (const wire of [outcome.sent, outcome.received]) {
        expect(wire).toBeGreaterThan(bytes);
        expect(wire).toBeLessThan(bytes * 1.01);
      }
    }
    expect(sessions()).toBe(1);
  });

  it('answers without reading the body, again and again, over one connection', async () => {
    const { caller, sessions } = await start((stream) => {
      stream.respond({ ':status': 413 });
      stream.end('no');
    });
    for (let round = 0; round < 8; round++) {
      const outcome = await caller.ask('/', { method: 'POST', body: Buffer.alloc(5_000_000) });
      expect(outcome).toMatchObject({ status: 413, bytes: 2, failure: null });
      // Nothing of the body is sent after the answer.
      expect(outcome.sent).toBeLessThan(1_000_000);
    }
    expect(sessions()).toBe(1);
  });

  it('sends as many fields as HTTP/1.1 allows', async () => {
    const { caller } = await start((stream) => {
      const fields = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`x-${i}`, 'v']));
      stream.respond({ ':status': 200, ...fields });
      stream.end();
    });
    expect(await caller.ask('/')).toMatchObject({ status: 200, failure: null });
  });

  it('allows one stream at a time', async () => {
    const answer = (stream: ServerHttp2Stream) => {
      stream.respond({ ':status': 200 });
      stream.end('ok');
    };
    const { caller, sessions } = await start(answer, { maxConcurrentStreams: 1 });
    for (let round = 0; round < 5; round++) expect(await caller.ask('/')).toMatchObject({ status: 200 });
    expect(sessions()).toBe(1);
  });

  it('allows no stream: what waits for one can be cut off', async () => {
    const { caller } = await start(() => {}, { maxConcurrentStreams: 0 });
    // Sent before the target's settings are known.
    expect((await caller.ask('/')).failure).toContain('REFUSED_STREAM');
    const waiting = caller.ask('/');
    caller.connection.destroy(new Error('out of time'));
    expect(await waiting).toMatchObject({ status: 0, failure: 'other: out of time' });
  });
});
