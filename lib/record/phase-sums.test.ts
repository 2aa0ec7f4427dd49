import { expect, it } from 'vitest';
import { asksOfPhases } from './phase-sums.ts';

it('reads phases whole only for rules that ask for more than their means', () => {
  const asks = (metric: string) => asksOfPhases([{ metric: 'http_req_failed' }, { metric }]);
  expect(asks('http_req_waiting')).toBe(true);
  expect(asks(' http_req_connecting{name:Home}')).toBe(true);
  expect(asks('http_req_duration{name:Home}')).toBe(false);
  expect(asksOfPhases([])).toBe(false);
});
