import { z } from 'zod';
import type { Watcher } from '../../api/live.ts';
import { PersonName, type RunEvent } from '../../run/run-event.ts';
import type { LiveServer } from './viewers.ts';

const Enter = z.object({ runId: z.string().min(1).max(100), name: PersonName });
const Leave = Enter.pick({ runId: true });

const roomOf = (runId: string) => `room:${runId}`;

/** The rooms of runs: who has the page of a run open, and what they are told beside its figures. */
export class Rooms {
  private readonly io: LiveServer;
  /** Names by connection, by run. */
  private readonly present = new Map<string, Map<string, string>>();
  private readonly listeners = new Set<(runId: string) => void>();

  /** `events` gives those of a run so far. */
  constructor(io: LiveServer, events: (runId: string) => Promise<RunEvent[]>) {
    this.io = io;
    io.on('connection', (socket) => {
      socket.on('room:enter', async (request, reply) => {
        if (typeof reply !== 'function') return;
        const enter = Enter.safeParse(request);
        if (!enter.success) return reply({ ok: false, message: 'room:enter needs runId and a name.' });
        const { runId, name } = enter.data;
        // Before the events are read: what comes meanwhile is told by itself.
        socket.join(roomOf(runId));
        this.enter(runId, socket.id, name);
        try {
          const soFar = await events(runId);
          reply({ ok: true, events: soFar, watchers: this.watchers(runId), you: socket.id });
        } catch {
          reply({ ok: false, message: 'The events of this run cannot be read.' });
        }
      });
      socket.on('room:leave', (request) => {
        const leave = Leave.safeParse(request);
        if (!leave.success) return;
        socket.leave(roomOf(leave.data.runId));
        this.leave(leave.data.runId, socket.id);
      });
      socket.on('disconnect', () => {
        for (const runId of [...this.present.keys()]) this.leave(runId, socket.id);
      });
    });
  }

  watchers(runId: string): Watcher[] {
    return [...(this.present.get(runId) ?? [])].map(([id, name]) => ({ id, name }));
  }

  /** Calls back whenever somebody came to a run or left it. Returns how to stop. */
  onChange(listener: (runId: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  event(runId: string, event: RunEvent): void {
    this.io.to(roomOf(runId)).emit('room:event', { runId, event });
  }

  eventRemoved(runId: string, eventId: string): void {
    this.io.to(roomOf(runId)).emit('room:event-removed', { runId, eventId });
  }

  private enter(runId: string, id: string, name: string): void {
    const names = this.present.get(runId) ?? new Map<string, string>();
    if (names.get(id) === name) return;
    this.present.set(runId, names.set(id, name));
    this.changed(runId);
  }

  private leave(runId: string, id: string): void {
    const names = this.present.get(runId);
    if (!names?.delete(id)) return;
    if (names.size === 0) this.present.delete(runId);
    this.changed(runId);
  }

  private changed(runId: string): void {
    this.io.to(roomOf(runId)).emit('room:watchers', { runId, watchers: this.watchers(runId) });
    for (const listener of this.listeners) listener(runId);
  }
}
