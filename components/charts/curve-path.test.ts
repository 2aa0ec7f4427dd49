import { describe, expect, test } from 'vitest';
import { curvePaths } from './curve-path.ts';

/** Points at these places, each with a stretch of one pixel. */
const at = (...places: [x: number, y: number | null][]) => places.map(([x, y]) => ({ fromX: x - 1, x, y }));

describe('curvePaths', () => {
  test('joins points and closes the area on the baseline', () => {
    const points = at([0, 10], [5.04, 20.06]);
    expect(curvePaths(points, 'area', 100)).toEqual({
      line: 'M0 10L5 20.1',
      area: 'M0 10L5 20.1L5 100L0 100Z',
    });
  });

  test('breaks where nothing was measured', () => {
    const points = at([0, 1], [1, 2], [2, null], [3, 3], [4, 4]);
    expect(curvePaths(points, 'line', 9).line).toBe('M0 1L1 2M3 3L4 4');
  });

  test('a lone point is a line of no length', () => {
    expect(curvePaths(at([3, 4]), 'line', 9).line).toBe('M3 4h0');
  });

  test('steps are level over their stretch, the first one too', () => {
    const points = at([1, 5], [2, 1]);
    expect(curvePaths(points, 'steps', 9).line).toBe('M0 5H1V1H2');
  });

  test('nothing measured, nothing drawn', () => {
    expect(curvePaths(at([1, null]), 'area', 9)).toEqual({ line: '', area: '' });
  });
});
