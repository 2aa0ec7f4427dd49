import { Counters } from '../counters.ts';
import type { Measured, ProbeSeries } from '../series.ts';

type Looks = Pick<ProbeSeries, 'key' | 'chart' | 'label' | 'unit' | 'role'>;

const curve = (looks: Looks, together: ProbeSeries['together'] = 'mean'): ProbeSeries => ({
  ...looks,
  ...{ of: '', together },
});

const COUNTED = [
  'keyspace_hits',
  'keyspace_misses',
  'evicted_keys',
  'expired_keys',
  'total_commands_processed',
  'total_error_replies',
] as const;

/** Turns what INFO says into values. */
export class RedisReader {
  private readonly counters = new Counters();

  /** `slow`: entries of the slow log since the first look; undefined when it cannot be read. */
  measure(info: string, atMs: number, slow?: number): Measured[] {
    const fields = new Map(
      [...info.matchAll(/^([a-z0-9_]+):(.*?)\r?$/gm)].map(([, name = '', value = '']) => [
        name,
        Number(value),
      ]),
    );
    const now = (name: string) => {
      const value = fields.get(name);
      return value === undefined || Number.isNaN(value) ? null : value;
    };
    const { counters } = this;
    const counted: [string, number | null | undefined][] = COUNTED.map((name) => [name, now(name)]);
    counters.look(
      new Map(
        [...counted, ['slow', slow] as const].flatMap(([name, value]) =>
          value === null || value === undefined ? [] : [[name, value]],
        ),
      ),
      atMs,
    );
    const hits = counters.rate('keyspace_hits');
    const misses = counters.rate('keyspace_misses');
    const lookups = hits === null || misses === null ? null : hits + misses;
    const limit = now('maxmemory');
    const found: [ProbeSeries, number | null][] = [
      [CURVES.commands, counters.rate('total_commands_processed')],
      [CURVES.errors, counters.rate('total_error_replies')],
      [CURVES.slow, counters.rate('slow')],
      [CURVES.lookups, lookups],
      [CURVES.hit, lookups ? (hits ?? 0) / lookups : null],
      [CURVES.evicted, counters.rate('evicted_keys')],
      [CURVES.expired, counters.rate('expired_keys')],
      [CURVES.memory, now('used_memory')],
      // 0 means that there is none.
      [CURVES.limit, limit || null],
      [CURVES.clients, now('connected_clients')],
      [CURVES.blocked, now('blocked_clients')],
    ];
    return found.flatMap(([series, value]) => (value === null ? [] : { series, value }));
  }
}

const commands = { chart: 'Commands', unit: 'per-second', role: null } as const;
const keys = { chart: 'Keys that go', unit: 'per-second' } as const;
const clients = { chart: 'Clients', unit: 'count', role: null } as const;

const CURVES = {
  commands: curve({ ...commands, key: 'commands', label: 'commands' }),
  errors: curve({ ...commands, key: 'errors', label: 'errors' }),
  slow: curve({ ...commands, key: 'slow', chart: 'Slow commands', label: 'in the slow log' }),
  lookups: curve({ ...commands, key: 'lookups', label: 'look-ups', role: 'cache-lookups' }),
  hit: curve({ key: 'hit', chart: 'Found', label: 'look-ups', unit: 'share', role: 'cache-hit' }),
  evicted: curve({ ...keys, key: 'evicted', label: 'evicted', role: 'cache-evictions' }),
  expired: curve({ ...keys, key: 'expired', label: 'expired', role: null }),
  memory: curve({ key: 'memory', chart: 'Memory', label: 'used', unit: 'bytes', role: null }, 'last'),
  limit: curve(
    { key: 'limit', chart: 'Memory', label: 'limit', unit: 'bytes', role: 'memory-limit' },
    'last',
  ),
  clients: curve({ ...clients, key: 'clients', label: 'connected' }, 'max'),
  blocked: curve({ ...clients, key: 'blocked', label: 'blocked' }, 'max'),
};
