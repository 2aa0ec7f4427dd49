import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A target that answers everything with 200 and counts what it was sent. */
export class CountingTarget {
  received = 0;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((_, response) => {
      this.received++;
      response.setHeader('content-type', 'application/json').end('{"ok":true}');
    });
  }

  static async start(): Promise<CountingTarget> {
    const target = new CountingTarget();
    target.server.listen(0, '127.0.0.1');
    await once(target.server, 'listening');
    return target;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    this.server.closeAllConnections();
    await closed;
  }
}
