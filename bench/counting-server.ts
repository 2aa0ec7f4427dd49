import { createServer } from 'node:http';
import { LatencyHistogram } from '../lib/histogram/latency-histogram.ts';
import type { Counts } from './counting-target.ts';
import { knownDelay } from './known-delays.ts';

/** Counts every request whose head it has read, and knows how long it took for each. Asked over IPC. */

let requests = 0;
const took = new LatencyHistogram();

const server = createServer((request, response) => {
  const arrivedMs = performance.now();
  request.resume();
  setTimeout(() => {
    response.setHeader('content-type', 'application/json').end('{"ok":true}');
    took.record((performance.now() - arrivedMs) * 1000);
  }, knownDelay(requests++));
});
server.keepAliveTimeout = 60_000;

process.on('message', () => {
  const counts: Counts = {
    requests,
    answered: took.count,
    p50: took.percentile(50) / 1000,
    p99: took.percentile(99) / 1000,
  };
  process.send?.(counts);
  requests = 0;
  took.reset();
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', 1024, () => {
  const address = server.address();
  process.send?.(typeof address === 'object' && address ? address.port : 0);
});
