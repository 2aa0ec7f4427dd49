import { createServer } from 'node:http';
import { randomFrom } from '../../lib/judge/random.ts';
import { ENDPOINTS } from './endpoints.ts';
import {
  BETWEEN_PAUSES,
  failingOf,
  LONGEST_PAUSE,
  medianOf,
  nextPace,
  normalFrom,
  spreadOf,
} from './noise.ts';

/**
 * A target with the noise that real ones have: log-normal answers, an overall pace that wanders from second to second,
 * pauses that hit everybody, now and then a failure. Tells its port to whoever forked it.
 */

const random = randomFrom(20);
const normal = normalFrom(random);

let pace = 0;
let pausedUntil = 0;
const clock = setInterval(() => {
  pace = nextPace(pace, normal);
  if (random() < 1 / BETWEEN_PAUSES) pausedUntil = performance.now() + LONGEST_PAUSE * random();
}, 1000);

const server = createServer((request, response) => {
  const endpoint = Number(request.url?.slice(1)) % ENDPOINTS;
  const delay = medianOf(endpoint) * Math.exp(spreadOf(endpoint) * normal() + pace);
  setTimeout(
    () => {
      response.statusCode = random() < failingOf(endpoint) ? 500 : 200;
      response.end('ok');
    },
    delay + Math.max(0, pausedUntil - performance.now()),
  );
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.send?.(address.port);
});
process.on('disconnect', () => {
  clearInterval(clock);
  server.closeAllConnections();
  server.close();
});
