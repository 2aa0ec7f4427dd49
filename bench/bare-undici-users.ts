import { Client } from 'undici';

/** Users with think time and nothing else: one undici client and one timer each. Prints `{"requests":n}`. */

const [url = '', ...numbers] = process.argv.slice(2);
const [users = 100, rampSeconds = 1, holdSeconds = 10, thinkMin = 4, thinkMax = 6] = numbers.map(Number);
const { origin, pathname } = new URL(url);
const request = { path: pathname, method: 'GET' } as const;
let requests = 0;

function start(): void {
  const client = new Client(origin, { pipelining: 1, keepAliveTimeout: 60_000 });
  const go = () => client.dispatch(request, handler);
  const handler = {
    onRequestStart() {},
    onResponseStart() {},
    onResponseData() {},
    onResponseEnd() {
      requests++;
      setTimeout(go, (thinkMin + Math.random() * (thinkMax - thinkMin)) * 1000);
    },
    onResponseError(_: unknown, error: Error) {
      throw error;
    },
  };
  go();
}

const startedAt = performance.now();
let started = 0;
const ramp = setInterval(() => {
  const due = Math.min(users, (users * (performance.now() - startedAt)) / (rampSeconds * 1000));
  for (; started < due; started++) start();
  if (started >= users) clearInterval(ramp);
}, 10);
setTimeout(
  () => {
    console.log(JSON.stringify({ requests }));
    process.exit();
  },
  (rampSeconds + holdSeconds) * 1000,
);
