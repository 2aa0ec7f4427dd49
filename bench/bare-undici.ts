import { Client } from 'undici';

/** The floor for anything built on undici: reused handlers, no checks, no histograms. Prints `{"requests":n}`. */

const [url = '', connections = '100', seconds = '10'] = process.argv.slice(2);
const { origin, pathname } = new URL(url);
let requests = 0;
let going = true;
setTimeout(() => {
  going = false;
}, Number(seconds) * 1000);

const request = { path: pathname, method: 'GET' } as const;
const clients = Array.from({ length: Number(connections) }, () => new Client(origin, { pipelining: 1 }));
await Promise.all(
  clients.map(
    (client) =>
      new Promise<void>((resolve, reject) => {
        const handler = {
          onRequestStart() {},
          onResponseStart() {},
          onResponseData() {},
          onResponseEnd() {
            requests++;
            if (going) client.dispatch(request, handler);
            else resolve();
          },
          onResponseError(_: unknown, error: Error) {
            reject(error);
          },
        };
        client.dispatch(request, handler);
      }),
  ),
);
await Promise.all(clients.map((client) => client.close()));
console.log(JSON.stringify({ requests }));
