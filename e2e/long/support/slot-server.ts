import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A server of which the capacity is known by construction: so many slots, and each request has one for so many milliseconds, first
 * come, first served. A slot is taken again at the moment at which it was free, also where the timer was late: it finishes exactly
 * slots / time requests a second. `node slot-server.ts SLOTS MS` says where it listens, and ends with whoever started it.
 */
const [slots = 0, serviceMs = 0] = process.argv.slice(2).map(Number);
const freeAt = Array.from({ length: slots }, () => 0);

const server = createServer((_, response) => {
  const now = performance.now();
  const slot = freeAt.indexOf(Math.min(...freeAt));
  const end = Math.max(now, freeAt[slot] ?? 0) + serviceMs;
  freeAt[slot] = end;
  setTimeout(() => response.end('ok'), end - now);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1');
await once(server, 'listening');
process.on('disconnect', () => process.exit());
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
