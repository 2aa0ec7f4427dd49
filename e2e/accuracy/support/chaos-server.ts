import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { FAULTS } from './chaos-faults.ts';
import type { FromChaos, ToChaos } from './chaos-target.ts';

/**
 * A target that does everything wrong, in a process of its own. It counts the request heads that it has read, by path,
 * and answers `/fault` and `/fault/anything` alike. On a second port it is a target that dies and comes back.
 */

const seen = new Map<string, number>();
const say = (message: FromChaos) => process.send?.(message);

class Target {
  readonly sockets = new Set<Socket>();
  opened = 0;
  private readonly server = createServer({ allowHalfOpen: true }, (socket) => this.serve(socket));

  async listen(port = 0): Promise<number> {
    this.server.listen(port, '127.0.0.1', 1024);
    await once(this.server, 'listening');
    const address = this.server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  /** Refuses from now on, and resets what is open. */
  async die(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.resetAndDestroy();
    await closed;
  }

  private serve(socket: Socket): void {
    this.opened++;
    this.sockets.add(socket);
    let text = '';
    socket.once('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
    socket.on('end', () => socket.end());
    socket.setEncoding('latin1').on('data', (more: string) => {
      text += more;
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const whole = text.slice(0, end).split(' ')[1] ?? '';
        text = text.slice(end + 4);
        const [path = ''] = whole.split('?');
        seen.set(path, (seen.get(path) ?? 0) + 1);
        FAULTS[`/${path.split('/')[1]}`]?.(socket, whole);
      }
    });
  }
}

const target = new Target();
const mortal = new Target();
const port = await target.listen();
const mortalPort = await mortal.listen();

const DEAD_FOR_MS = 200;
let dying: NodeJS.Timeout | null = null;
let death = Promise.resolve();

async function die(): Promise<void> {
  await mortal.die();
  await setTimeout(DEAD_FOR_MS);
  await mortal.listen(mortalPort);
}

process.on('message', async (message: ToChaos) => {
  switch (message.type) {
    case 'die-every':
      if (dying) clearInterval(dying);
      dying = message.ms > 0 ? setInterval(() => (death = death.then(die)), message.ms) : null;
      await death;
      say({ type: 'done', id: message.id });
      return;
    case 'counts':
      say({
        type: 'counts',
        id: message.id,
        seen: Object.fromEntries(seen),
        open: target.sockets.size + mortal.sockets.size,
        opened: target.opened + mortal.opened,
      });
      return;
    case 'reset':
      seen.clear();
      say({ type: 'done', id: message.id });
      return;
  }
});
process.on('disconnect', () => process.exit());
say({ type: 'listening', port, mortalPort });
