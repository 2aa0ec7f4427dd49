import { expect, it } from 'vitest';
import { readNumber } from './number-at.tsx';

it.each([
  ['5', 5],
  ['0.05', 0.05],
  ['1e3', 1000],
  ['-2', -2],
  ['', ''],
  [' ', ' '],
  ['5x', '5x'],
  ['Infinity', 'Infinity'],
])('reads %j as %j', (text, read) => expect(readNumber(text)).toBe(read));
