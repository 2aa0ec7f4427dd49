import { Text } from '@codemirror/state';
import { expect, it } from 'vitest';
import { diagnosticsOf } from './diagnostics.ts';

const doc = Text.of(["import http from 'k6/http';", '  http.get();', '']);

it.each([
  [2, 'wrong', 'http.get();'],
  [1, 'this is not JavaScript: Unexpected token (column 13)', "from 'k6/http';"],
  [1, 'past the end (column 900)', ''],
  [3, 'an empty line', ''],
  [null, 'the whole script', "import http from 'k6/http';"],
  [99, 'past the last line', ''],
])('marks line %s for "%s"', (line, message, marked) => {
  const problems = [
    { file: 'a.js', line, message },
    { file: 'b.js', line: 1, message: 'of another file' },
  ];
  const [mark, ...others] = diagnosticsOf(doc, 'a.js', problems);
  expect(others).toEqual([]);
  expect(doc.sliceString(mark?.from ?? -1, mark?.to)).toBe(marked);
  expect(mark?.message).toBe(message);
});
