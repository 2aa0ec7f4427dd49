import { expect, it } from 'vitest';
import { type PostgresLook, PostgresReader } from './postgres-reader.ts';

const look = (times: number): PostgresLook => ({
  activity: [
    { state: 'active', waits: 'Lock', count: 3 },
    { state: 'active', waits: null, count: 2 },
    { state: 'idle in transaction', waits: 'Client', count: 4 },
  ],
  maxConnections: 100,
  database: { commits: 100 * times, rollbacks: 0, read: 10 * times, hit: 90 * times, deadlocks: 0 },
  tables: [{ name: 'products', sequentialRows: 5000 * times, sequentialScans: times, indexScans: 0 }],
  statements: [
    { id: '7', text: 'SELECT 1', calls: 20 * times, ms: 400 * times, rows: 40 * times, blocks: 200 * times },
  ],
});

it('tells what PostgreSQL does now, and what it did between two looks', () => {
  const reader = new PostgresReader();
  const first = reader.measure(look(1), 0);
  expect(first.map(({ series }) => series.role)).toEqual([
    'db-connections',
    'db-connections-limit',
    'db-active',
    'db-idle-in-transaction',
    'db-lock-waiting',
  ]);
  const found = new Map(reader.measure(look(2), 2000).map(({ series, value }) => [series.key, value]));
  expect(Object.fromEntries(found)).toMatchObject({
    ...{ all: 9, limit: 100, active: 5, 'idle-in-transaction': 4, locks: 3 },
    ...{ commits: 50, hit: 0.9, 'scanned products': 2500 },
    ...{ 'rate 7': 10, 'mean 7': 0.02, 'rows 7': 2, 'blocks 7': 10 },
  });
});

it('says nothing of a statement that it sees for the first time', () => {
  const reader = new PostgresReader();
  reader.measure({ ...look(1), statements: [] }, 0);
  expect(reader.measure(look(2), 1000).some(({ series }) => series.key === 'rate 7')).toBe(false);
});
