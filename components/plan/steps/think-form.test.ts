import { expect, it } from 'vitest';
import { inDistribution, type ThinkTime } from './think-form.tsx';

const uniform: ThinkTime = { distribution: 'uniform', min: '1s', max: '3s' };

it('keeps the wait when its distribution changes', () => {
  expect(inDistribution(uniform, 'constant')).toEqual({ distribution: 'constant', duration: '2s' });
  expect(inDistribution(uniform, 'normal')).toEqual({
    distribution: 'normal',
    mean: '2s',
    deviation: '500ms',
  });
  expect(inDistribution(inDistribution(uniform, 'normal'), 'uniform')).toEqual(uniform);
  expect(inDistribution({ distribution: 'constant', duration: 'soon' }, 'uniform')).toEqual({
    distribution: 'uniform',
    min: '1s',
    max: '1s',
  });
});
