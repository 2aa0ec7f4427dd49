import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DocumentStore } from './document-store.ts';
import type { FormIssue } from './form-issue.ts';

type Document = { name: string; list: { n: number }[] };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const check = ({ name, list }: Document): FormIssue[] => [
  ...(name === '' ? [{ path: 'name', message: 'needs a name', kind: 'error' } as const] : []),
  ...list.flatMap(({ n }, index) =>
    n < 0 ? [{ path: `list.${index}.n`, message: 'is negative', kind: 'error' } as const] : [],
  ),
];
const store = () => new DocumentStore<Document>({ name: 'a', list: [{ n: 1 }, { n: 2 }] }, check);

it('tells who listens about changes, and nobody after they left', () => {
  const one = store();
  const listener = vi.fn();
  const leave = one.subscribe(listener);
  one.set('name', 'b');
  expect(one.document().name).toBe('b');
  expect(listener).toHaveBeenCalledTimes(1);
  one.replace(one.document());
  expect(listener).toHaveBeenCalledTimes(1);
  leave();
  one.set('name', 'c');
  expect(listener).toHaveBeenCalledTimes(1);
});

it('checks once typing rests', () => {
  const one = store();
  one.set('name', '');
  expect(one.issues()).toEqual([]);
  vi.advanceTimersByTime(100);
  one.set('list.1.n', -1);
  vi.advanceTimersByTime(100);
  expect(one.issues()).toEqual([]);
  vi.advanceTimersByTime(100);
  expect(one.issueAt('name')?.message).toBe('needs a name');
  expect(one.errorsIn('list')).toBe(1);
  expect(one.errorsIn('list.0')).toBe(0);
  expect(one.errorsIn('')).toBe(2);
});

it('checks at once when asked, and keeps the same list while nothing changes', () => {
  const one = store();
  one.set('name', '');
  const issues = one.check();
  expect(issues).toHaveLength(1);
  expect(one.check()).toBe(issues);
});

it('shows what the server found until the next check', () => {
  const one = store();
  one.show([{ path: 'name', message: 'is taken', kind: 'error' }]);
  expect(one.issueAt('name')?.message).toBe('is taken');
  one.set('name', 'b');
  vi.runAllTimers();
  expect(one.issues()).toEqual([]);
});

it('can be judged by something else', () => {
  const one = store();
  one.checkWith(() => [{ path: '', message: 'no', kind: 'warning' }]);
  expect(one.issues()).toHaveLength(1);
  expect(one.errorsIn('')).toBe(0);
});
