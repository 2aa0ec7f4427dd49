import { expect, test } from 'vitest';
import { help, readCommandLine, UsageError } from './command-line.ts';
import { faultNames } from './faults.ts';

test('reads all options', () => {
  const line =
    '--release 1.1 --port 4800 --data here --database postgres://me@host/shop --products 10 --round-trip 0.5 --fault blocking=2 --no-fault small-pool';
  expect(readCommandLine(line.split(' '))).toEqual({
    release: '1.1',
    port: 4800,
    dataDir: 'here',
    database: 'postgres://me@host/shop',
    products: 10,
    roundTripMs: 0.5,
    faults: { blocking: 2, 'small-pool': false },
  });
});

test('needs none', () => {
  expect(readCommandLine([])).toMatchObject({ release: '1.0', port: 0, products: 100_000, faults: {} });
});

test('says all that is wrong', () => {
  const line = '--release 2.0 --port 70000 --products few --round-trip= --fault none --database mysql://x/y';
  expect(() => readCommandLine(line.split(' '))).toThrow(UsageError);
  try {
    readCommandLine(line.split(' '));
  } catch (error) {
    expect((error as UsageError).problems).toEqual([
      '--release 2.0: write one of 1.0, 1.1',
      expect.stringContaining('--fault none: no such fault'),
      '--port 70000: write a number from 0 to 65535',
      '--products few: write a number from 1 to 1000000',
      '--round-trip : write a number from 0 to 1000',
      '--database: write postgres://user:password@host:port/database',
    ]);
  }
});

test('refuses options that it does not know', () => {
  expect(() => readCommandLine(['--relaese', '1.0'])).toThrow(/--relaese/);
});

test('helps, and the help lists every fault', () => {
  expect(readCommandLine(['--help', '--port', 'x'])).toBe('help');
  for (const name of faultNames) expect(help).toContain(`  ${name}=1..`);
});
