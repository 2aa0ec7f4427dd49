import type { LiveAnswer } from '@/lib/api/live.ts';
import type { RunView } from '@/lib/run/view.ts';
import { hasGap, lastSecond, mergeView } from './merge-view.ts';

/** What a viewer is told about the way its figures arrive. `since` is a time in milliseconds. */
export type Connection =
  | { state: 'connecting' }
  | { state: 'live' }
  | { state: 'reconnecting'; since: number }
  | { state: 'ended' }
  | { state: 'refused'; message: string };

export type LiveRun = { view: RunView | null; connection: Connection };

/** The way to the server, as narrow as a feed needs it, so that tests can cut it. */
export type LivePort = {
  isConnected(): boolean;
  /** Asks for all seconds after `afterSecond`. Rejects when no answer comes in time. */
  watch(runId: string, afterSecond: number): Promise<LiveAnswer>;
  unwatch(runId: string): void;
  /** Drops a connection that looks alive but brings nothing, and dials again. */
  redial(): void;
  /** Returns how to stop listening. `onWake` is called when a sleeping tab or a lost network comes back. */
  listen(runId: string, handlers: LiveHandlers): () => void;
  now(): number;
  /** Calls back every second; returns how to stop. */
  everySecond(tick: () => void): () => void;
};

export type LiveHandlers = {
  onConnect(): void;
  onDisconnect(): void;
  onUpdate(view: RunView): void;
  onWake(): void;
};

/** `figures` follows without the seconds of the charts: for lists, however long the run. */
export type LiveContent = 'history' | 'figures';

/** A second that no run reaches: nothing comes after it. */
const FAR_SECOND = 2_147_483_647;

/** An active run brings an update every second; after this long without one the feed asks by itself. Milliseconds. */
const QUIET_MS = 3000;

/**
 * Follows one run: asks with the last second it has, appends what comes, asks again after every gap, reconnect, sleep
 * and unexplained silence. Whatever is lost on the way, it ends with the points of a viewer who lost nothing.
 */
export class LiveFeed {
  private state: LiveRun;
  private readonly listeners = new Set<() => void>();
  private readonly port: LivePort;
  private readonly runId: string;
  private readonly content: LiveContent;
  /** The question under way; null when there is none. */
  private asking: symbol | null = null;
  private heardAt: number;
  private stops: (() => void)[] = [];

  constructor(runId: string, initial: RunView | null, port: LivePort, content: LiveContent = 'history') {
    this.runId = runId;
    this.content = content;
    this.port = port;
    this.heardAt = port.now();
    const over = initial?.status === 'finished' && !this.lacksSeconds(initial);
    this.state = { view: initial, connection: { state: over ? 'ended' : 'connecting' } };
  }

  readonly get = (): LiveRun => this.state;

  /** The first listener opens the feed, the last one to leave closes it. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.open();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.close();
    };
  };

  private open(): void {
    if (this.state.connection.state === 'ended' || this.isOpen()) return;
    this.heardAt = this.port.now();
    this.stops = [
      this.port.listen(this.runId, {
        onConnect: () => void this.ask(),
        onDisconnect: () => this.lost(),
        onUpdate: (view) => this.hear(view),
        onWake: () => void this.ask(),
      }),
      this.port.everySecond(() => {
        if (this.port.now() - this.heardAt >= QUIET_MS) void this.ask();
      }),
    ];
    void this.ask();
  }

  private isOpen(): boolean {
    return this.stops.length > 0;
  }

  private close(): void {
    if (!this.isOpen()) return;
    for (const stop of this.stops) stop();
    this.stops = [];
    this.asking = null;
    this.port.unwatch(this.runId);
  }

  private async ask(): Promise<void> {
    if (this.asking || !this.isOpen() || !this.port.isConnected()) return;
    const question = Symbol(this.runId);
    this.asking = question;
    const held = this.lastHeld();
    const answer = await this.port.watch(this.runId, held).catch(() => null);
    if (this.asking !== question) return;
    this.asking = null;
    if (answer === null) {
      this.lost();
      this.port.redial();
      return;
    }
    this.heardAt = this.port.now();
    if (!answer.ok) {
      this.set({ ...this.state, connection: { state: 'refused', message: answer.message } });
      return;
    }
    const view = this.fold(answer.view);
    const gained = this.lastHeld() > held;
    // A server that has nothing more to give is not pressed; the next quiet spell asks again.
    if (this.lacksSeconds(view) && gained) void this.ask();
    else if (view.status === 'finished') this.end();
  }

  private hear(update: RunView): void {
    if (update.id !== this.runId) return;
    this.heardAt = this.port.now();
    const view = this.fold(update);
    if (this.lacksSeconds(view)) void this.ask();
    else if (view.status === 'finished') this.end();
  }

  private lastHeld(): number {
    return this.content === 'history' ? lastSecond(this.state.view) : FAR_SECOND;
  }

  private lacksSeconds(view: RunView): boolean {
    return this.content === 'history' && hasGap(view);
  }

  private fold(update: RunView): RunView {
    const view = mergeView(this.state.view, this.content === 'history' ? update : { ...update, points: [] });
    this.set({ view, connection: { state: 'live' } });
    return view;
  }

  private end(): void {
    this.set({ ...this.state, connection: { state: 'ended' } });
    this.close();
  }

  private lost(): void {
    const { state } = this.state.connection;
    if (state === 'reconnecting' || state === 'ended') return;
    this.set({ ...this.state, connection: { state: 'reconnecting', since: this.heardAt } });
  }

  private set(state: LiveRun): void {
    this.state = state;
    for (const listener of [...this.listeners]) listener();
  }
}
