import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quantileOf } from './histogram.ts';
import { readPage, readSample } from './page.ts';
import { PageReader } from './page-reader.ts';

const page = (requests: number, seconds: number, cpu: number, queue = 3) => `# HELP x y
# TYPE http_request_duration_seconds histogram
http_request_duration_seconds_bucket{le="0.1",method="GET",route="/a",status="200"} ${requests}
http_request_duration_seconds_bucket{le="0.5",method="GET",route="/a",status="200"} ${requests * 2}
http_request_duration_seconds_bucket{le="+Inf",method="GET",route="/a",status="200"} ${requests * 2}
http_request_duration_seconds_sum{method="GET",route="/a",status="200"} ${seconds}
http_request_duration_seconds_count{method="GET",route="/a",status="200"} ${requests * 2}
# TYPE process_cpu_seconds_total counter
process_cpu_seconds_total ${cpu}
# TYPE queue_length gauge
queue_length{queue="orders"} ${queue}
queue_length{queue="mail"} 100
# TYPE jobs counter
jobs_total 50
unknown_thing 7
`;

it('turns counters into rates and histograms into percentiles of what came between two looks', () => {
  const reader = new PageReader(['queue_length{queue="orders"}', 'jobs_total']);
  expect(reader.measure(page(10, 1, 5), 0).map(({ series }) => series.label)).toEqual([
    'queue_length{queue="orders"}',
  ]);
  const found = Object.fromEntries(
    reader
      .measure(page(20, 7, 6), 2000)
      .map(({ series, value }) => [`${series.role} ${series.label}`, value]),
  );
  expect(found).toEqual({
    'http-rate GET /a': 10,
    'http-mean GET /a': 0.3,
    'http-p95 GET /a': expect.closeTo(0.46),
    'process-cpu busy': 0.5,
    'null queue_length{queue="orders"}': 3,
    'null jobs_total': 0,
  });
});

it('takes a counter that fell for one that began anew', () => {
  const reader = new PageReader();
  reader.measure(page(10, 1, 500), 0);
  const cpu = reader.measure(page(1, 0.1, 3), 1000).find(({ series }) => series.role === 'process-cpu');
  expect(cpu?.value).toBe(3);
});

it('knows no curves of what the page does not have', () => {
  expect(new PageReader().read('<html>\n{"a":1}\n', 0)).toEqual([]);
});

it('bounds how many curves one metric can make', () => {
  const reader = new PageReader();
  const lines = Array.from(
    { length: 5000 },
    (_, id) => `http_request_duration_seconds_count{route="/u/${id}"} 1`,
  );
  const all = lines.join('\n');
  reader.measure(all, 0);
  expect(reader.measure(all, 1000)).toHaveLength(30);
});

it('reads any line without harm, and in time that grows with its length', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (line) => void readSample(line)));
  for (const hostile of ['x{'.padEnd(19_000, 'a="'), 'x{a="'.padEnd(19_000, '\\'), 'x '.padEnd(19_000, ' ')])
    expect(readSample(hostile)).toBeNull();
  expect(readPage('x{a="'.padEnd(30_000, 'b'), () => true).size).toBe(0);
});

it('tells quantiles that lie between the bounds of their bucket', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(50), { minLength: 1, maxLength: 6 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (counts, q) => {
        const upTo = (index: number) => counts.slice(0, index + 1).reduce((sum, count) => sum + count, 0);
        const buckets = new Map(counts.map((_, index) => [index + 1, upTo(index)]));
        const sum = upTo(counts.length);
        const value = quantileOf(buckets, q);
        if (sum === 0) expect(value).toBeNull();
        else {
          const bound = [...buckets].find(([, count]) => count >= q * sum)?.[0] ?? 0;
          expect(value).toBeGreaterThanOrEqual(bound - 1);
          expect(value).toBeLessThanOrEqual(bound);
        }
      },
    ),
  );
});
