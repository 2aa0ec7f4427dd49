import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultCatalogue, faultNames } from './faults.ts';

const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');

test.each(faultNames)('the README has the range and the default of %s', (name) => {
  const { min, max, default: usual } = faultCatalogue[name].strength;
  const [row] = readme.split('\n').filter((line) => line.startsWith(`| \`${name}\` |`));
  expect(row).toContain(`${min} to ${max}`);
  expect(row).toContain(`(${usual})`);
});
