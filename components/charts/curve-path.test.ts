import { describe, expect, test } from 'vitest';
import { curvePaths } from './curve-path.ts';

describe('curvePaths', () => {
  test('joins points and closes the area on the baseline', () => {
    const points = [
      { x: 0, y: 10 },
      { x: 5.04, y: 20.06 },
    ];
    expect(curvePaths(points, 'area', 100)).toEqual({
      line: 'M0 10L5 20.1',
      area: 'M0 10L5 20.1L5 100L0 100Z',
    });
  });

  test('breaks where nothing was measured', () => {
    const points = [
      { x: 0, y: 1 },
      { x: 1, y: 2 },
      { x: 2, y: null },
      { x: 3, y: 3 },
      { x: 4, y: 4 },
    ];
    expect(curvePaths(points, 'line', 9).line).toBe('M0 1L1 2M3 3L4 4');
  });

  test('a lone point is a line of no length', () => {
    expect(curvePaths([{ x: 3, y: 4 }], 'line', 9).line).toBe('M3 4h0');
  });

  test('steps reach back from their point', () => {
    const points = [
      { x: 0, y: 5 },
      { x: 2, y: 1 },
    ];
    expect(curvePaths(points, 'steps', 9).line).toBe('M0 5V1H2');
  });

  test('nothing measured, nothing drawn', () => {
    expect(curvePaths([{ x: 1, y: null }], 'area', 9)).toEqual({ line: '', area: '' });
  });
});
