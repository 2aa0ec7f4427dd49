import { expect, it } from 'vitest';
import { RedisReader } from './redis-reader.ts';

const info = (times: number) =>
  `# Stats\r\nkeyspace_hits:${30 * times}\r\nkeyspace_misses:${10 * times}\r\nevicted_keys:${times}\r\n` +
  `total_commands_processed:${100 * times}\r\nused_memory:5000\r\nmaxmemory:0\r\nconnected_clients:7\r\nrole:master\r\n`;

it('tells hits, evictions and memory', () => {
  const reader = new RedisReader();
  expect(reader.measure(info(1), 0).map(({ series }) => series.key)).toEqual(['memory', 'clients']);
  const found = reader.measure(info(2), 2000).map(({ series, value }) => [series.key, value]);
  expect(Object.fromEntries(found)).toEqual({
    ...{ commands: 50, lookups: 20, hit: 0.75, evicted: 0.5, memory: 5000, clients: 7 },
  });
});
