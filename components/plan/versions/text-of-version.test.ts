import { expect, it } from 'vitest';
import { Plan } from '@/lib/plan/plan.ts';
import { samplePlan } from '@/lib/plan/sample-plan.ts';
import { unreadScriptPlan } from '@/lib/script/script-plan.ts';
import { changesBetween, textsOfVersion } from './text-of-version.ts';

it('tells which files differ, and how', () => {
  const before = { 'a.js': '1', 'b.js': '2', 'c.js': '3' };
  const after = { 'b.js': '2', 'c.js': '4', 'd.js': '5' };
  expect(changesBetween(before, after).map(({ path, how }) => [path, how])).toEqual([
    ['a.js', 'gone'],
    ['c.js', 'changed'],
    ['d.js', 'new'],
  ]);
});

it('shows a plan as its file and a script as its files, with what __ENV has', () => {
  expect(Object.keys(textsOfVersion(samplePlan()))).toEqual(['plan.yaml']);
  const files = { 'a.js': { text: 'x' }, 'b.bin': { base64: 'AAAA' } };
  const plan = Plan.parse({ ...unreadScriptPlan('a', 'a.js', files), variables: { USERS: '3' } });
  expect(textsOfVersion(plan)).toEqual({
    'a.js': 'x',
    'b.bin': '(4 characters of base64)',
    __ENV: 'USERS=3\n',
  });
});
