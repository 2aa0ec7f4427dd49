import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { expect, it, onTestFinished } from 'vitest';
import type { ClientToServer, RoomAnswer, ServerToClient, Watcher } from '../../api/live.ts';
import type { RunEvent } from '../../run/run-event.ts';
import { listen } from '../start/listen.ts';
import { Rooms } from './rooms.ts';
import type { LiveServer } from './viewers.ts';

const event = (id: string): RunEvent => ({
  id,
  atMs: 1,
  kind: 'note',
  by: null,
  text: id,
  madeAt: '2026-01-01T00:00:00.000Z',
});

type Client = Socket<ServerToClient, ClientToServer>;

async function open() {
  const server = createServer();
  const live: LiveServer = new Server(server, { serveClient: false });
  const rooms = new Rooms(live, async (runId) => [event(`of ${runId}`)]);
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  const sockets: Client[] = [];
  onTestFinished(async () => {
    for (const socket of sockets) socket.disconnect();
    await live.close();
  });
  const person = async () => {
    const socket: Client = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
    sockets.push(socket);
    const seen: { watchers: Watcher[]; events: string[] } = { watchers: [], events: [] };
    socket.on('room:watchers', ({ watchers }) => {
      seen.watchers = watchers;
    });
    socket.on('room:event', ({ event }) => seen.events.push(event.id));
    socket.on('room:event-removed', ({ eventId }) => seen.events.push(`not ${eventId}`));
    const enter = (runId: string, name: string): Promise<RoomAnswer> =>
      socket.emitWithAck('room:enter', { runId, name });
    return { socket, seen, enter };
  };
  return { rooms, person };
}

const names = (watchers: readonly Watcher[]) => watchers.map(({ name }) => name);

it('tells all who look at a run who else does, and what happens in it', async () => {
  const { rooms, person } = await open();
  const [ana, bo, cy] = [await person(), await person(), await person()];
  const changes: string[] = [];
  rooms.onChange((runId) => changes.push(`${runId}: ${names(rooms.watchers(runId)).join()}`));
  await ana.enter('a', 'Ana');
  await cy.enter('c', 'Cy');
  const answer = await bo.enter('a', 'Bo');
  expect(answer).toMatchObject({ ok: true, events: [{ id: 'of a' }], you: bo.socket.id });
  await expect.poll(() => names(ana.seen.watchers)).toEqual(['Ana', 'Bo']);
  rooms.event('a', event('fix'));
  rooms.eventRemoved('a', 'fix');
  await bo.enter('a', 'Bob');
  await expect.poll(() => names(ana.seen.watchers)).toEqual(['Ana', 'Bob']);
  bo.socket.disconnect();
  await expect.poll(() => names(ana.seen.watchers)).toEqual(['Ana']);
  ana.socket.emit('room:leave', { runId: 'a' });
  await expect.poll(() => changes.at(-1)).toBe('a: ');
  expect(ana.seen.events).toEqual(['fix', 'not fix']);
  expect(cy.seen.events).toEqual([]);
  expect(changes).toEqual(['a: Ana', 'c: Cy', 'a: Ana,Bo', 'a: Ana,Bob', 'a: Ana', 'a: ']);
});

it('refuses who gives no name', async () => {
  const { person } = await open();
  expect(await (await person()).enter('a', '  ')).toMatchObject({ ok: false });
});
