import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getAt, join, placeOf } from '@/components/form/path.ts';
import { rowKey } from '@/components/form/row-key.ts';
import type { PlanDraft, StepDraft } from './plan-draft.ts';
import { draftWith, group, nestedSteps, set } from './sample-steps.ts';
import {
  canMove,
  containerOf,
  duplicateStep,
  insertStep,
  listsIn,
  moveStep,
  pathAfterMove,
  placeTowards,
  removeStep,
  stepsUnder,
} from './step-tree.ts';

const ROOT = 'scenarios.0.steps';
const all = (plan: PlanDraft) => [...stepsUnder(plan.scenarios[0]?.steps ?? [], ROOT)];
const nameOf = (step: StepDraft) =>
  step.type === 'set' ? step.variable : 'name' in step ? step.name : step.type;

/** The tree as text: `a g(b c) if[d|e]`. */
const drawing = (plan: PlanDraft, list = ROOT): string =>
  ((getAt(plan, list) as StepDraft[]) ?? [])
    .map((step, index) => {
      const inner = listsIn(step).map((each) => drawing(plan, join(list, index, each)));
      return inner.length === 0 ? nameOf(step) : `${nameOf(step)}(${inner.join('|')})`;
    })
    .join(' ');

const plan = draftWith(nestedSteps());

describe('the tree of steps', () => {
  it('is walked in the order it is shown', () => {
    expect(drawing(plan)).toBe('a g(b h(c)) if(d|e) choose(x|y) f');
    expect(all(plan).map(({ path }) => path.slice(ROOT.length + 1))).toEqual([
      '0',
      '1',
      '1.steps.0',
      '1.steps.1',
      '1.steps.1.steps.0',
      '2',
      '2.then.0',
      '2.else.0',
      '3',
      '3.options.0.steps.0',
      '3.options.1.steps.0',
      '4',
    ]);
  });

  it('takes steps in, out and twice', () => {
    const step = set('new');
    expect(drawing(insertStep(plan, { list: `${ROOT}.2.else`, index: 0 }, step))).toContain('if(d|new e)');
    expect(drawing(removeStep(plan, `${ROOT}.1.steps.1`))).toContain('g(b)');
    const twice = duplicateStep(plan, `${ROOT}.1`);
    expect(drawing(twice)).toContain('g(b h(c)) g(b h(c))');
    const keys = all(twice).map((entry) => rowKey(entry.step));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each([
    ['0', ROOT, 3, 'g(b h(c)) if(d|e) a choose(x|y) f'],
    ['4', ROOT, 0, 'f a g(b h(c)) if(d|e) choose(x|y)'],
    ['0', `${ROOT}.1.steps`, 1, 'g(b a h(c)) if(d|e) choose(x|y) f'],
    ['0', `${ROOT}.3.options.1.steps`, 1, 'g(b h(c)) if(d|e) choose(x|y a) f'],
    ['1.steps.1.steps.0', ROOT, 0, 'c a g(b h()) if(d|e) choose(x|y) f'],
    ['1', `${ROOT}.2.then`, 0, 'a if(g(b h(c)) d|e) choose(x|y) f'],
    ['1', `${ROOT}.1.steps.1.steps`, 0, 'a g(b h(c)) if(d|e) choose(x|y) f'],
    ['1', ROOT, 1, 'a g(b h(c)) if(d|e) choose(x|y) f'],
    ['1', ROOT, 2, 'a g(b h(c)) if(d|e) choose(x|y) f'],
  ])('moves %s to %s before %s', (from, list, index, drawn) => {
    expect(drawing(moveStep(plan, `${ROOT}.${from}`, { list, index }))).toBe(drawn);
  });

  it('loses, doubles and rekeys nothing, wherever a step is moved', () => {
    const anyPath = fc.constantFrom(...all(plan).map(({ path }) => path));
    const anyList = fc.constantFrom(
      ROOT,
      ...all(plan).flatMap(({ step, path }) => listsIn(step).map((list) => join(path, list))),
    );
    fc.assert(
      fc.property(anyPath, anyList, fc.nat(5), (from, list, at) => {
        const to = { list, index: Math.min(at, (getAt(plan, list) as StepDraft[]).length) };
        const moved = moveStep(plan, from, to);
        const keysOf = (one: PlanDraft) => all(one).map(({ step }) => rowKey(step));
        expect(keysOf(moved).toSorted()).toEqual(keysOf(plan).toSorted());
        if (!canMove(from, to)) expect(moved).toBe(plan);
        else expect(getAt(moved, pathAfterMove(from, to))).toEqual(getAt(plan, from));
      }),
    );
  });
});

describe('one press', () => {
  const towards = (path: string, direction: 'up' | 'down' | 'into' | 'out') => {
    const from = join(ROOT, path);
    const to = placeTowards(plan, from, direction);
    return to && drawing(moveStep(plan, from, to));
  };

  it('moves a step among its neighbours', () => {
    expect(towards('1', 'up')).toBe('g(b h(c)) a if(d|e) choose(x|y) f');
    expect(towards('0', 'down')).toBe('g(b h(c)) a if(d|e) choose(x|y) f');
    expect(towards('0', 'up')).toBeUndefined();
    expect(towards('4', 'down')).toBeUndefined();
  });

  it('moves a step into the container before it and out of its own', () => {
    expect(towards('2', 'into')).toBe('a g(b h(c) if(d|e)) choose(x|y) f');
    expect(towards('4', 'into')).toBe('a g(b h(c)) if(d|e) choose(x f|y)');
    expect(towards('1', 'into')).toBeUndefined();
    expect(towards('1.steps.1', 'out')).toBe('a g(b) h(c) if(d|e) choose(x|y) f');
    expect(towards('3.options.1.steps.0', 'out')).toBe('a g(b h(c)) if(d|e) choose(x|) y f');
    expect(towards('0', 'out')).toBeUndefined();
  });

  it('knows whose list it is', () => {
    expect(containerOf(ROOT)).toBeUndefined();
    expect(containerOf(`${ROOT}.3.options.1.steps`)).toBe(`${ROOT}.3`);
    expect(placeOf(containerOf(`${ROOT}.1.steps.1.steps`) ?? '').index).toBe(1);
  });
});

it('names an empty group', () => {
  expect(drawing(draftWith([group('g', [])]))).toBe('g()');
});
