import { expect, it } from 'vitest';
import { compileThink } from './think.ts';

const draws = (draw: () => number) => Array.from({ length: 20_000 }, draw);
const mean = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

it('draws constant, uniform and normal think times', () => {
  expect(compileThink({ distribution: 'constant', duration: '1m1s' })()).toBe(61_000);

  const uniform = draws(compileThink({ distribution: 'uniform', min: '1s', max: '3s' }));
  expect(Math.min(...uniform)).toBeGreaterThanOrEqual(1000);
  expect(Math.max(...uniform)).toBeLessThanOrEqual(3000);
  expect(Math.abs(mean(uniform) - 2000)).toBeLessThan(40);

  const normal = draws(compileThink({ distribution: 'normal', mean: '2s', deviation: '500ms' }));
  expect(Math.abs(mean(normal) - 2000)).toBeLessThan(40);
  expect(Math.abs(Math.sqrt(mean(normal.map((ms) => (ms - 2000) ** 2))) - 500)).toBeLessThan(25);

  const wide = draws(compileThink({ distribution: 'normal', mean: '1s', deviation: '5s' }));
  expect(Math.min(...wide)).toBe(0);
});
