import { createServer, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { Caller } from './testing/caller.ts';
import { listening } from './testing/listen.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Answers each request, all in one piece, as the test says; `connection` and `request` count from 0. */
async function start(answer: (socket: Socket, connection: number, request: number) => void) {
  let connections = 0;
  const server = createServer((socket) => {
    const connection = connections++;
    let requests = 0;
    socket.on('data', () => answer(socket, connection, requests++));
  });
  const { port, stop } = await listening(server);
  const caller = new Caller(`http://127.0.0.1:${port}`);
  stops.push(stop, () => caller.connection.destroy(new Error('the test is over')));
  return { caller, connections: () => connections };
}

const ok = (...fields: string[]) =>
  `${['HTTP/1.1 200 OK', 'content-length: 2', ...fields].join('\r\n')}\r\n\r\nok`;

it.each([
  ['says nothing', [], 1],
  ['closes soon', ['keep-alive: timeout=1'], 1],
  ['does not want to wait at all', ['keep-alive: timeout=0'], 4],
  ['closes', ['connection: close'], 4],
])('keeps the connection for the next request unless the target %s', async (_, fields, made) => {
  const { caller, connections } = await start((socket) => socket.write(ok(...fields)));
  for (let i = 0; i < 4; i++) {
    expect(await caller.ask('/')).toMatchObject({ status: 200, bytes: 2, failure: null });
  }
  expect(connections()).toBe(made);
});

it('makes a new connection where bytes came in that nobody asked for', async () => {
  const { caller, connections } = await start((socket) => socket.write(ok() + ok()));
  for (let i = 0; i < 3; i++) expect(await caller.ask('/')).toMatchObject({ status: 200, failure: null });
  expect(connections()).toBe(3);
});

it('notices that the target has left before the next request, and comes again', async () => {
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  const { caller, connections } = await start((socket, connection) => {
    socket.write(ok());
    if (connection > 0) return;
    socket.on('close', () => resolve());
    socket.end();
  });
  expect(await caller.ask('/')).toMatchObject({ status: 200 });
  await gone;
  expect(await caller.ask('/')).toMatchObject({ status: 200, failure: null });
  expect(connections()).toBe(2);
});

it('says what has not happened yet while a request waits to go out', async () => {
  const { caller } = await start(() => {});
  expect(caller.connection.pending).toBe('');
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  const asked = caller.ask('/', {}, resolve);
  expect(caller.connection.pending).toBe('there was no connection');
  await begun;
  expect(caller.connection.pending).toBe('');
  caller.connection.destroy(new Error('cut off'));
  expect(await asked).toMatchObject({ failure: 'other: cut off' });
});
