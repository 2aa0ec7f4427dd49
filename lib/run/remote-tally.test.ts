import { expect, it } from 'vitest';
import { RemoteTally } from './remote-tally.ts';
import { histogramOf } from './sample-snapshots.ts';
import type { RemoteSnapshot } from './snapshot.ts';

const remote = (address: string, over: Partial<RemoteSnapshot> = {}): RemoteSnapshot => ({
  host: 'shop:443',
  address,
  connections: 1,
  unreached: 2,
  count: 10,
  failed: 0,
  serviceTime: new Uint8Array(0),
  ...over,
});

it('adds the seconds up by address and gives each its share of its host', () => {
  const tally = new RemoteTally();
  tally.add([
    remote('10.0.0.10:443', { serviceTime: histogramOf([5, 5]) }),
    remote('10.0.0.9:443', { count: 30 }),
  ]);
  tally.add([
    remote('10.0.0.10:443', { failed: 2, serviceTime: histogramOf([5, 500]) }),
    remote('::1', { host: 'other:80', count: 0 }),
  ]);
  const figures = tally.figures();
  expect(
    figures.map(({ host, address, connections, unreached, count, failed, share }) => [
      host,
      address,
      connections,
      unreached,
      count,
      failed,
      share,
    ]),
  ).toEqual([
    ['other:80', '::1', 1, 2, 0, 0, 0],
    ['shop:443', '10.0.0.9:443', 1, 2, 30, 0, 0.6],
    ['shop:443', '10.0.0.10:443', 2, 4, 20, 2, 0.4],
  ]);
  expect(figures[2]?.serviceTimeMs?.p50).toBeCloseTo(5, 1);
  expect(figures[2]?.serviceTimeMs?.max).toBeCloseTo(500, 0);
  expect(figures[1]?.serviceTimeMs).toBeNull();
});
