import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ClientToServer, LiveAnswer, ServerToClient } from '../../api/live.ts';
import type { RunView } from '../../run/view.ts';
import { listen } from '../start/listen.ts';
import { eventually } from '../testing/eventually.ts';
import { queueRun, supervised } from '../testing/supervised.ts';
import { Rooms } from './rooms.ts';
import { type Audience, audienceOf, type LiveServer, serveViewers } from './viewers.ts';

type Client = Socket<ServerToClient, ClientToServer>;

/** A browser with one run open: it asks for what it lacks and appends what comes. */
class Viewer {
  readonly socket: Client;
  readonly seconds: number[] = [];
  readonly updates: RunView[] = [];
  last: RunView | undefined;
  changes = 0;

  constructor(socket: Client) {
    this.socket = socket;
    socket.on('run:update', (view) => {
      this.updates.push(view);
      this.take(view);
    });
    socket.on('runs:changed', () => void this.changes++);
  }

  async watch(runId: string): Promise<LiveAnswer> {
    return this.ask({ runId, afterSecond: this.seconds.at(-1) ?? -1 });
  }

  /** Takes the answer in the very callback: an update may arrive in the same packet behind it. */
  ask(request: { runId: string; afterSecond: number }): Promise<LiveAnswer> {
    return new Promise((resolve) => {
      this.socket.emit('run:watch', request, (answer) => {
        if (answer.ok) this.take(answer.view);
        resolve(answer);
      });
    });
  }

  has(second: number): Promise<void> {
    return eventually(() => this.seconds.at(-1)).toBe(second);
  }

  private take(view: RunView): void {
    this.last = view;
    this.seconds.push(...view.points.map(({ second }) => second));
  }
}

const upTo = (count: number) => Array.from({ length: count }, (_, second) => second);

async function start() {
  const server = createServer();
  const live: LiveServer = new Server(server, { serveClient: false });
  const sockets: Client[] = [];
  const audience: Audience = audienceOf(live, new Rooms(live, async () => []));
  const all = await supervised({ audience });
  serveViewers(live, all.views);
  await all.runs.start();
  const port = await listen(server, { host: '127.0.0.1', port: 0 });
  onTestFinished(async () => {
    for (const socket of sockets) socket.disconnect();
    await live.close();
  });
  const viewer = async (transports = ['websocket']) => {
    const socket: Client = io(`http://127.0.0.1:${port}`, {
      transports,
      reconnection: false,
      forceNew: true,
    });
    sockets.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.on('connect', resolve);
      socket.on('connect_error', reject);
    });
    return new Viewer(socket);
  };
  return { ...all, viewer };
}

describe('a viewer', () => {
  it('gets the history, then each second once', async () => {
    const { ctx, engine, viewer } = await start();
    const id = await queueRun(ctx);
    const run = (await engine.next()).begin().pass(3);
    const late = await viewer();
    await late.watch(id);
    expect(late.seconds).toEqual(upTo(3));
    run.pass(1);
    await late.has(3);
    run.pass(2);
    await late.has(5);
    expect(late.seconds).toEqual(upTo(6));
    expect(late.updates.map(({ points }) => points.length)).toEqual([1, 1, 1]);
    expect(late.last?.totals.requests).toBe(6);
  });

  it('who joins while seconds pass has neither gap nor duplicate', async () => {
    const { ctx, engine, viewer } = await start();
    const id = await queueRun(ctx);
    const run = (await engine.next()).begin();
    const viewers = await Promise.all(Array.from({ length: 8 }, () => viewer()));
    // Each asks at its own moment in a stream of seconds; what arrives must be whole all the same.
    const watching = viewers.map(async (one, index) => {
      for (let turn = 0; turn < index * 3; turn++) await new Promise(setImmediate);
      await one.watch(id);
    });
    for (let second = 0; second < 40; second++) {
      run.pass(1);
      await new Promise(setImmediate);
    }
    await Promise.all(watching);
    run.pass(1);
    for (const one of viewers) {
      await one.has(40);
      expect(one.seconds).toEqual(upTo(41));
    }
  });

  it('who was away for ten seconds gets just those', async () => {
    const { ctx, engine, viewer } = await start();
    const id = await queueRun(ctx);
    const run = (await engine.next()).begin().pass(2);
    const stays = await viewer();
    const leaves = await viewer();
    await Promise.all([stays.watch(id), leaves.watch(id)]);
    leaves.socket.disconnect();
    run.pass(10);
    await stays.has(11);
    const back = await viewer();
    back.seconds.push(...leaves.seconds);
    const answer = await back.watch(id);
    expect(answer.ok && answer.view.points.map(({ second }) => second)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
    ]);
    run.pass(1);
    await Promise.all([back.has(12), stays.has(12)]);
    expect(back.seconds).toEqual(upTo(13));
    expect(stays.seconds).toEqual(upTo(13));
  });

  it('of a queued run sees it start and end', async () => {
    const { ctx, engine, viewer } = await start();
    const first = await queueRun(ctx);
    const running = await engine.next();
    const id = await queueRun(ctx);
    const early = await viewer();
    await early.watch(id);
    expect(early.last?.status).toBe('queued');
    running.begin().finish();
    const run = (await engine.next()).begin().pass(2);
    await early.has(1);
    run.finish();
    await eventually(() => early.last?.status).toBe('finished');
    expect(early.seconds).toEqual(upTo(2));
    expect(early.last).toMatchObject({ verdict: 'passed' });
    expect(first).not.toBe(id);
  });

  it('of an ended run gets the final view', async () => {
    const { ctx, engine, viewer } = await start();
    const id = await queueRun(ctx);
    const watching = await viewer();
    const run = (await engine.next()).begin().pass(3);
    await watching.watch(id);
    run.finish();
    await eventually(() => watching.last?.status).toBe('finished');
    const later = await viewer();
    await later.watch(id);
    expect(later.seconds).toEqual(upTo(3));
    expect(later.last).toMatchObject({ status: 'finished', verdict: 'passed', elapsedSeconds: 3 });
    const { points, ...figures } = later.last ?? { points: [] };
    expect(figures).toEqual({ ...watching.last, points: undefined });
    expect(points).toHaveLength(3);
  });

  it('sees the same as all others', async () => {
    const { ctx, engine, viewer } = await start();
    const id = await queueRun(ctx);
    const run = (await engine.next()).begin();
    const viewers = await Promise.all([viewer(), viewer(['polling']), viewer()]);
    await Promise.all(viewers.map((one) => one.watch(id)));
    for (let i = 0; i < 5; i++) run.pass(1, [{ responseMs: 10 * (i + 1) }, { responseMs: 5 }]);
    await Promise.all(viewers.map((one) => one.has(4)));
    const [first, ...others] = viewers.map(({ updates }) => updates);
    for (const other of others) expect(other).toEqual(first);
  });

  it('who leaves gets no more', async () => {
    const { ctx, engine, viewer } = await start();
    const id = await queueRun(ctx);
    const run = (await engine.next()).begin().pass(1);
    const [leaves, stays] = [await viewer(), await viewer()];
    await leaves.watch(id);
    await stays.watch(id);
    leaves.socket.emit('run:unwatch', { runId: id });
    // Answered in order, so the server has seen the leaving.
    await leaves.ask({ runId: 'nothing', afterSecond: -1 });
    run.pass(1);
    await stays.has(1);
    expect(leaves.updates).toEqual([]);
  });

  it('is told that lists are stale', async () => {
    const { ctx, viewer } = await start();
    const one = await viewer();
    await queueRun(ctx);
    await eventually(() => one.changes).toBeGreaterThan(0);
  });

  it.each([
    undefined,
    null,
    7,
    {},
    { runId: '' },
    { runId: 'x' },
    { runId: 'x', afterSecond: -2 },
    { runId: 'x', afterSecond: 0.5 },
    { runId: ['x'], afterSecond: 0 },
  ])('who asks for nonsense (%j) gets a sentence', async (request) => {
    const { viewer } = await start();
    const one = await viewer();
    const answer = await one.ask(request as never);
    expect(answer).toMatchObject({ ok: false, message: expect.stringMatching(/./) });
    one.socket.emit('run:unwatch', request as never);
    expect(await one.ask({ runId: 'nobody', afterSecond: -1 })).toMatchObject({ ok: false });
  });
});
