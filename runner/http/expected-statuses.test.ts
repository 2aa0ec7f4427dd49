import { expect, it } from 'vitest';
import { expectedStatuses } from './expected-statuses.ts';

it.each([
  ['2xx', [200, 299], [199, 300, 0]],
  ['200-399', [200, 399], [400, 199]],
  ['2xx, 404', [204, 404], [403, 405]],
  [' 201 ', [201], [200, 202]],
  ['1xx,500-502', [101, 500, 502], [499, 503]],
])('%s', (text, expected, others) => {
  const table = expectedStatuses(text);
  expect(expected.map((status) => table[status])).toEqual(expected.map(() => 1));
  expect(others.map((status) => table[status])).toEqual(others.map(() => 0));
});
