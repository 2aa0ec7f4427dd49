import { expect, test } from 'vitest';
import { faultCatalogue, faultNames, faultsOf, parseFaultChoices } from './faults.ts';

test('release 1.0 has every fault at its default strength, 1.1 none', () => {
  for (const name of faultNames) {
    expect(faultsOf('1.0')[name]).toBe(faultCatalogue[name].strength.default);
    expect(faultsOf('1.1')[name]).toBe(0);
  }
});

test.each(faultNames)('%s switches alone', (name) => {
  const { default: usual, max } = faultCatalogue[name].strength;
  expect(faultsOf('1.1', { [name]: true })).toEqual({ ...faultsOf('1.1'), [name]: usual });
  expect(faultsOf('1.1', { [name]: max })).toEqual({ ...faultsOf('1.1'), [name]: max });
  expect(faultsOf('1.0', { [name]: false })).toEqual({ ...faultsOf('1.0'), [name]: 0 });
});

test('reads flags', () => {
  const problems: string[] = [];
  const choices = parseFaultChoices(['n-plus-one', 'small-pool=3'], ['blocking'], problems);
  expect(choices).toEqual({ 'n-plus-one': true, 'small-pool': 3, blocking: false });
  expect(problems).toEqual([]);
});

test('names everything that is wrong with the flags', () => {
  const problems: string[] = [];
  const on = ['slow', 'small-pool=0', 'blocking=', 'body-leak=1.5', 'n-plus-one'];
  parseFaultChoices(on, ['n-plus-one', 'big-payload=1'], problems);
  expect(problems).toEqual([
    `--fault slow: no such fault; write one of ${faultNames.join(', ')}`,
    '--fault small-pool=0: write a whole number from 1 to 6 (connections)',
    expect.stringContaining('--fault blocking=: write a whole number from 1 to 32'),
    expect.stringContaining('--fault body-leak=1.5: write a whole number from 1 to 1024'),
    '--no-fault n-plus-one: n-plus-one is named twice; name it once',
    '--no-fault big-payload=1: write --no-fault big-payload',
  ]);
});
