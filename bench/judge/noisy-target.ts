import { createServer } from 'node:http';
import { randomFrom } from '../../lib/judge/random.ts';
import { ENDPOINTS } from './endpoints.ts';

/**
 * A target with the noise that real ones have: log-normal answers, an overall pace that wanders from second to second,
 * pauses that hit everybody, now and then a failure. Tells its port to whoever forked it.
 */

const random = randomFrom(20);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** How much of the pace of a second lasts into the next one, and how far it wanders (logarithm). */
const MEMORY = 0.8;
const WANDER = 0.06;
/** Seconds between pauses, on average, and milliseconds that they last. */
const BETWEEN_PAUSES = 15;
const LONGEST_PAUSE = 150;

let pace = 0;
let pausedUntil = 0;
const clock = setInterval(() => {
  pace = MEMORY * pace + Math.sqrt(1 - MEMORY * MEMORY) * WANDER * normal();
  if (random() < 1 / BETWEEN_PAUSES) pausedUntil = performance.now() + LONGEST_PAUSE * random();
}, 1000);

const server = createServer((request, response) => {
  const endpoint = Number(request.url?.slice(1)) % ENDPOINTS;
  const medianMs = 8 + 3 * endpoint;
  const spread = 0.3 + 0.02 * endpoint;
  const failing = endpoint % 4 === 3 ? 0.01 : endpoint % 4 === 2 ? 0.002 : 0;
  const delay = medianMs * Math.exp(spread * normal() + pace);
  setTimeout(
    () => {
      response.statusCode = random() < failing ? 500 : 200;
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
