import { expect, it } from 'vitest';
import { Check } from '@/lib/plan/condition.ts';
import { CHECK_SOURCES, NEW_CHECK, readValue, withOperator, withSource } from './check-edit.ts';

it.each(CHECK_SOURCES.map(({ value }) => value))(
  'makes a %s check that lacks no more than an expression',
  (source) => {
    const check = withSource({ ...NEW_CHECK, name: 'mine' }, source);
    expect(check.name).toBe('mine');
    const complete = 'expression' in check ? { ...check, expression: '$.x' } : check;
    expect(Check.safeParse(complete).success).toBe(true);
  },
);

it('drops the value of a check that only asks whether something is there, and asks for one again', () => {
  const exists = withOperator(NEW_CHECK, 'exists');
  expect(exists).toEqual({ source: 'status', operator: 'exists' });
  expect(withOperator(exists, 'equals')).toEqual({ source: 'status', operator: 'equals', value: '' });
});

it('reads numbers only where numbers are compared', () => {
  expect(readValue({ source: 'duration', operator: 'below' }, '500')).toBe(500);
  expect(readValue({ source: 'duration', operator: 'below' }, '5.')).toBe('5.');
  expect(readValue({ source: 'body', operator: 'equals' }, '007')).toBe('007');
  expect(readValue({ source: 'jsonpath', expression: '$.n', operator: 'above' }, '10')).toBe(10);
});
