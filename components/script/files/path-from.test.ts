import { expect, it } from 'vitest';
import { pathFrom } from './path-from.ts';

it.each([
  ['main.js', 'lib/a.js', './lib/a.js'],
  ['tests/main.js', 'lib/a.js', '../lib/a.js'],
  ['tests/main.js', 'tests/a.js', './a.js'],
  ['a/b/c.js', 'a/d/e.js', '../d/e.js'],
])('%s imports %s... as %s', (file, other, path) => expect(pathFrom(file, other)).toBe(path));
