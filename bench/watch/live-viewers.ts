import { io, type Socket } from 'socket.io-client';
import type { ClientToServer, ServerToClient } from '../../lib/api/live.ts';

/** Seconds of a run that a viewer has at a moment of the machine's clock. */
export type HeardSecond = { elapsed: number; atMs: number };

/** Viewers without a browser: they listen as pages do, and ask for what a page that is open beside them asks for. */
export class LiveViewers {
  readonly heard: HeardSecond[] = [];
  bytesAsked = 0;
  asked = 0;
  failed = 0;
  private readonly sockets: Socket<ServerToClient, ClientToServer>[] = [];
  private readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async come(count: number, runId: string): Promise<void> {
    await Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const socket: Socket<ServerToClient, ClientToServer> = io(this.url, {
          transports: ['websocket'],
          forceNew: true,
        });
        this.sockets.push(socket);
        await new Promise<void>((resolve) => socket.on('connect', resolve));
        socket.on('run:update', ({ elapsedSeconds }) =>
          this.heard.push({ elapsed: elapsedSeconds, atMs: Date.now() }),
        );
        await socket.emitWithAck('run:watch', { runId, afterSecond: -1 });
        await socket.emitWithAck('room:enter', { runId, name: `Viewer ${index + 1}` });
      }),
    );
  }

  /** What the page asked for, each viewer at a moment of its own within a second. */
  askToo(path: string): void {
    for (const _ of this.sockets) setTimeout(() => void this.ask(path), Math.random() * 1000);
  }

  leave(): void {
    for (const socket of this.sockets) socket.disconnect();
    this.sockets.length = 0;
  }

  private async ask(path: string): Promise<void> {
    if (this.sockets.length === 0) return;
    this.asked++;
    try {
      const response = await fetch(this.url + path);
      this.bytesAsked += (await response.arrayBuffer()).byteLength;
      if (!response.ok) this.failed++;
    } catch {
      this.failed++;
    }
  }
}
