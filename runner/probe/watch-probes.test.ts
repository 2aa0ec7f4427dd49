import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import { ProbeLedger, type ProbeLine, probeLines, readProbeLines } from '../../lib/probe/probe-record.ts';
import { lookAtProbe } from './look-at-probe.ts';
import { Looking } from './looking.ts';
import { watchProbes } from './watch-probes.ts';

async function target(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

const placeOf = (baseUrl: string, probe: object = {}, over: object = {}) => ({
  environment: Environment.parse({
    baseUrl,
    probes: [{ type: 'prometheus', name: 'shop', url: '/metrics', every: '1s', ...probe }],
    ...over,
  }),
  secrets: { token: 'hush-hush' },
});

/** Watches until a line fits. */
async function linesUntil(place: ReturnType<typeof placeOf>, fits: (line: ProbeLine) => boolean) {
  const lines: ProbeLine[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const watch = watchProbes(place, (line) => {
    lines.push(line);
    if (fits(line)) resolve();
  });
  await promise;
  await watch.stop();
  return lines;
}

const problemOf = async (place: ReturnType<typeof placeOf>, withinMs?: number) => {
  const [probe] = place.environment.probes;
  if (!probe) throw new Error('no probe');
  const looking = new Looking(probe, place.environment, place.secrets, withinMs);
  const looked = await looking.look(0, new AbortController().signal);
  return looked.ok ? null : looked.problem;
};

it('keeps what a page says, and a gap with its reason while it says nothing', async () => {
  let asked = 0;
  const baseUrl = await target((_, response) => {
    asked++;
    if (asked === 2) response.writeHead(503).end();
    else response.end(`process_cpu_seconds_total ${asked * 2}\nprocess_resident_memory_bytes ${asked}000\n`);
  });
  const lines = await linesUntil(placeOf(baseUrl), (line) => 'values' in line && line.values.length > 2);
  const ledger = new ProbeLedger();
  for (const line of lines) ledger.add(line);
  const [seen] = ledger.probes;
  expect(seen).toMatchObject({ name: 'shop', gaps: [{ reason: 'answered 503' }] });
  expect(seen?.series.map(({ role }) => role)).toEqual(['resident-memory', 'process-cpu']);
  expect(seen?.values[0]).toEqual([1000, 3000]);
  // Of the rate there is nothing before the third look, which looks back to the first.
  expect(seen?.values[1]?.[0]).toBeNull();
  expect(seen?.values[1]?.[1]).toBeCloseTo(2, 0);
  const written = [...probeLines(ledger.probes)].map((line) => JSON.stringify(line)).join('\n');
  expect(readProbeLines(`${written}\n{"probe":0,"atMs":9`)).toEqual(ledger.probes);
});

it('sends its authorization from a secret, and never tells it', async () => {
  const heard: unknown[] = [];
  const baseUrl = await target((request, response) => {
    heard.push(request.headers.authorization);
    response.writeHead(401).end();
  });
  const place = placeOf(baseUrl, { authorization: 'Bearer {{token}}' });
  expect(await problemOf(place)).toMatch(/^answered 401: it wants to know who asks/);
  expect(heard).toEqual(['Bearer hush-hush']);
  expect(await problemOf(placeOf(baseUrl, { authorization: '{{other}}' }))).toContain(
    '{{other}} is neither a variable nor a secret',
  );
  expect(await problemOf(placeOf(baseUrl, { url: 'http://hush-hush.example.com/' }))).toContain(
    '***.example.com is not an allowed host',
  );
});

it('gives up what hangs, floods, lies or leads elsewhere', async () => {
  const hanging = await target(() => {});
  expect(await problemOf(placeOf(hanging), 50)).toBe('did not answer within 0.05 s');
  const dripping = await target((_, response) => void response.write('process_cpu'));
  expect(await problemOf(placeOf(dripping), 50)).toBe('did not answer within 0.05 s');
  let sent = 0;
  const flooding = await target((_, response) => {
    const megabyte = Buffer.alloc(1_000_000, 'x 1\n');
    const more = () => {
      while (sent < 100 && !response.destroyed) {
        sent++;
        if (!response.write(megabyte)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  });
  expect(await problemOf(placeOf(flooding))).toBe('answered with more than 5 MB, the most that is read');
  expect(sent).toBeLessThan(100);
  const page = await target((_, response) => void response.end('<html><body>Hello</body></html>'));
  expect(await problemOf(placeOf(page))).toMatch(/no page of metrics$/);
  const foreign = await target((_, response) => void response.end('some_metric 1\n'));
  expect(await problemOf(placeOf(foreign))).toMatch(/^has none of the metrics that are known/);
  const leading = await target((_, response) => void response.writeHead(302, { location: hanging }).end());
  expect(await problemOf(placeOf(leading))).toMatch(/leads elsewhere/);
  expect(await problemOf(placeOf('http://127.0.0.1:1'))).toBe('did not answer: nobody listens there');
  expect(await problemOf(placeOf(page, { url: 'https://example.com/metrics' }))).toContain(
    'example.com is not an allowed host',
  );
});

it('asks a server of Prometheus what it is told to', async () => {
  const asked: string[] = [];
  const answers: Record<string, object> = {
    'sum by (pod) (cpu)': {
      resultType: 'vector',
      result: [
        { metric: { pod: 'a' }, value: [1, '0.5'] },
        { metric: { pod: 'b' }, value: [1, 'NaN'] },
      ],
    },
    'scalar(up)': { resultType: 'scalar', result: [1, '1'] },
  };
  const url = await target((request, response) => {
    const query = new URL(request.url ?? '', 'http://x').searchParams.get('query') ?? '';
    asked.push(query);
    response.end(JSON.stringify({ status: 'success', data: answers[query] ?? {} }));
  });
  const queries = ['CPU [cores] = sum by (pod) (cpu)', 'Up=scalar(up)'];
  const environment = (lines: string[]) =>
    Environment.parse({
      baseUrl: url,
      probes: [{ type: 'prometheus-server', name: 'p', url, queries: lines }],
    });
  const look = async (lines: string[]) => {
    const place = environment(lines);
    const [probe] = place.probes;
    if (!probe) throw new Error('no probe');
    return new Looking(probe, place, {}).look(0, new AbortController().signal);
  };
  const looked = await look(queries);
  expect(looked.ok && looked.values.map(({ series, value }) => [series.label, series.unit, value])).toEqual([
    ['pod=a', 'cores', 0.5],
    ['Up', 'count', 1],
  ]);
  expect(asked).toEqual(['sum by (pod) (cpu)', 'scalar(up)']);
  expect(await look(['X = nothing'])).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/no value of this moment/),
  });
  expect(() => environment(['no query'])).toThrow(/must be a name and a query/);
});

it('stops at once, also in the middle of a look', async () => {
  const asked = Promise.withResolvers<void>();
  const watch = watchProbes(placeOf(await target(() => asked.resolve())), () => {});
  await asked.promise;
  await watch.stop();
  await watch.stop();
});

it('looks at a probe for whoever sets it up', async () => {
  let cpu = 0;
  const baseUrl = await target((_, response) => void response.end(`process_cpu_seconds_total ${cpu++}\n`));
  const place = placeOf(baseUrl);
  const look = await lookAtProbe(place, { type: 'host', name: 'machine', every: '2s' });
  expect(look.ok && look.found.map(({ series }) => series.role)).toContain('host-cpu');
  const [probe] = place.environment.probes;
  const page = probe && (await lookAtProbe(place, probe));
  expect(page?.ok && page.found[0]?.value).toBeGreaterThan(0);
});
