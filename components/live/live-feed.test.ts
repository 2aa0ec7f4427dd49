import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LiveAnswer } from '@/lib/api/live.ts';
import { MAX_POINTS } from '@/lib/run/limits.ts';
import type { RunView } from '@/lib/run/view.ts';
import { type LiveContent, LiveFeed, type LiveHandlers, type LivePort } from './live-feed.ts';
import { viewAt } from './testing/views.ts';

/** A server with one run, and a wire to it that can be cut, can swallow updates and can go deaf. */
class FakeWire implements LivePort {
  elapsed = 0;
  ended = false;
  connected = true;
  /** Answers get lost, though the wire looks alive. */
  deaf = false;
  watched = false;
  asked: number[] = [];
  redials = 0;
  clock = 1_000_000;
  private handlers: LiveHandlers | null = null;
  private ticks = new Set<() => void>();
  private sent = 0;

  isConnected = () => this.connected;
  now = () => this.clock;
  watch = async (_runId: string, afterSecond: number): Promise<LiveAnswer> => {
    this.asked.push(afterSecond);
    if (this.deaf || !this.connected) throw new Error('no answer');
    this.watched = true;
    return { ok: true, view: this.view(afterSecond + 1) };
  };
  unwatch = () => {
    this.watched = false;
  };
  redial = () => {
    this.redials++;
    this.cut();
  };
  listen = (_runId: string, handlers: LiveHandlers) => {
    this.handlers = handlers;
    return () => {
      this.handlers = null;
    };
  };
  everySecond = (tick: () => void) => {
    this.ticks.add(tick);
    return () => this.ticks.delete(tick);
  };

  /** One second passes; the update of it arrives or is lost. */
  second({ arrives = true } = {}): void {
    this.clock += 1000;
    if (!this.ended) this.elapsed++;
    this.send(arrives);
    for (const tick of [...this.ticks]) tick();
  }
  finish({ arrives = true } = {}): void {
    this.ended = true;
    this.send(arrives);
  }
  cut(): void {
    this.connected = false;
    this.watched = false;
    this.handlers?.onDisconnect();
  }
  join(): void {
    this.connected = true;
    this.handlers?.onConnect();
  }
  wake(): void {
    this.handlers?.onWake();
  }
  get isListenedTo(): boolean {
    return this.handlers !== null || this.ticks.size > 0;
  }
  view(from: number): RunView {
    return viewAt({ from, upTo: this.elapsed, status: this.ended ? 'finished' : 'running' });
  }
  private send(arrives: boolean): void {
    const update = this.view(this.sent);
    this.sent = this.elapsed;
    if (arrives && this.connected && this.watched) this.handlers?.onUpdate(update);
  }
}

const settle = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

async function start(initial: RunView | null = viewAt({ upTo: 0 }), content: LiveContent = 'history') {
  const wire = new FakeWire();
  wire.elapsed = initial?.elapsedSeconds ?? 0;
  const feed = new LiveFeed('r1', initial, wire, content);
  const leave = feed.subscribe(() => {});
  await settle();
  return { wire, feed, leave };
}

const seconds = (feed: LiveFeed) => feed.get().view?.points.map(({ second }) => second);
const upTo = (length: number) => Array.from({ length }, (_, second) => second);

describe('LiveFeed', () => {
  test('asks with the last second it has, then appends each update', async () => {
    const { wire, feed } = await start(viewAt({ upTo: 4 }));
    expect(wire.asked).toEqual([3]);
    wire.second();
    wire.second();
    expect(seconds(feed)).toEqual(upTo(6));
    expect(feed.get().connection).toEqual({ state: 'live' });
    expect(wire.asked).toEqual([3]);
  });

  test('asks again when an update was lost', async () => {
    const { wire, feed } = await start();
    wire.second();
    wire.second({ arrives: false });
    wire.second();
    await settle();
    expect(wire.asked).toEqual([-1, 0]);
    expect(seconds(feed)).toEqual(upTo(3));
  });

  test('says since when it is reconnecting, and has no gap afterwards', async () => {
    const { wire, feed } = await start();
    wire.second();
    const lastHeard = wire.clock;
    wire.second({ arrives: false });
    wire.cut();
    expect(feed.get().connection).toEqual({ state: 'reconnecting', since: lastHeard });
    for (let second = 0; second < 10; second++) wire.second();
    wire.join();
    await settle();
    expect(feed.get().connection).toEqual({ state: 'live' });
    expect(seconds(feed)).toEqual(upTo(12));
  });

  test('asks by itself after silence, and dials again when no answer comes', async () => {
    const { wire, feed } = await start();
    wire.second();
    wire.deaf = true;
    for (let second = 0; second < 3; second++) wire.second({ arrives: false });
    await settle();
    expect(wire.redials).toBe(1);
    expect(feed.get().connection.state).toBe('reconnecting');
    wire.deaf = false;
    wire.join();
    await settle();
    expect(seconds(feed)).toEqual(upTo(4));
  });

  test('asks when the tab wakes up', async () => {
    const { wire, feed } = await start();
    wire.elapsed = 3600;
    wire.wake();
    await settle();
    // What is older, charts draw from the record.
    expect(seconds(feed)).toEqual(upTo(3600).slice(-MAX_POINTS));
  });

  test('ends with the run and lets go of the wire', async () => {
    const { wire, feed } = await start();
    wire.second();
    wire.finish();
    await settle();
    expect(feed.get().connection).toEqual({ state: 'ended' });
    expect(feed.get().view?.verdict).toBe('passed');
    expect(wire.isListenedTo).toBe(false);
    expect(wire.watched).toBe(false);
  });

  test('learns of an end that came while it was away', async () => {
    const { wire, feed } = await start();
    wire.second();
    wire.cut();
    wire.second();
    wire.finish();
    wire.join();
    await settle();
    expect(feed.get().connection).toEqual({ state: 'ended' });
    expect(seconds(feed)).toEqual(upTo(2));
  });

  test('does not open for a run that has ended', async () => {
    const { wire, feed } = await start(viewAt({ upTo: 5, status: 'finished' }));
    expect(wire.asked).toEqual([]);
    expect(feed.get().connection).toEqual({ state: 'ended' });
  });

  test('shows a refusal in the words of the server', async () => {
    const { wire, feed } = await start();
    wire.watch = async () => ({ ok: false, message: 'This run was deleted.' });
    wire.wake();
    await settle();
    expect(feed.get().connection).toEqual({ state: 'refused', message: 'This run was deleted.' });
  });

  test('does not press a server that has no more to give', async () => {
    const { wire } = await start();
    wire.second();
    wire.watch = async (_id, after) => {
      wire.asked.push(after);
      return { ok: true, view: viewAt({ from: 9, upTo: 9 }) };
    };
    wire.wake();
    await settle();
    expect(wire.asked).toEqual([-1, 0]);
  });

  test('figures alone: no second is asked for or kept', async () => {
    const { wire, feed } = await start(null, 'figures');
    wire.second();
    wire.second({ arrives: false });
    wire.second();
    await settle();
    expect(wire.asked).toEqual([2_147_483_647]);
    expect(feed.get().view).toMatchObject({ elapsedSeconds: 3, points: [] });
    wire.finish();
    expect(feed.get().connection).toEqual({ state: 'ended' });
  });

  test('closes with the last listener and opens again with the next', async () => {
    const { wire, feed, leave } = await start();
    leave();
    expect(wire.isListenedTo).toBe(false);
    wire.elapsed = 5;
    feed.subscribe(() => {});
    await settle();
    expect(seconds(feed)).toEqual(upTo(5));
  });

  test('whatever happens to the wire, the points are those of a viewer who lost nothing', async () => {
    const mishap = fc.constantFrom('arrives', 'arrives', 'lost', 'cut', 'join', 'wake', 'deaf', 'hearing');
    await fc.assert(
      fc.asyncProperty(fc.array(mishap, { maxLength: 60 }), async (mishaps) => {
        const { wire, feed } = await start();
        for (const each of mishaps) {
          if (each === 'arrives' || each === 'lost') wire.second({ arrives: each === 'arrives' });
          else if (each === 'cut') wire.cut();
          else if (each === 'join') wire.join();
          else if (each === 'wake') wire.wake();
          else wire.deaf = each === 'deaf';
          await settle();
          expect(seconds(feed)).toEqual(feed.get().view?.points.map((_, index) => index));
        }
        wire.deaf = false;
        wire.finish({ arrives: false });
        wire.join();
        await settle();
        expect(feed.get().view).toEqual(wire.view(0));
        expect(feed.get().connection).toEqual({ state: 'ended' });
      }),
    );
  });
});
