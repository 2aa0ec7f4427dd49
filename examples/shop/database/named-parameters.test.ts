import { expect, test } from 'vitest';
import { numbered } from './named-parameters.ts';

test('names become numbers, one for each name, and types stay', () => {
  expect(numbered('SELECT :a::int, :b WHERE x = :a')).toEqual({
    text: 'SELECT $1::int, $2 WHERE x = $1',
    names: ['a', 'b'],
  });
  expect(numbered("SELECT '1:2', now()::text")).toEqual({ text: "SELECT '1:2', now()::text", names: [] });
});
