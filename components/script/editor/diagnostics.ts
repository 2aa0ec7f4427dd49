import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { ScriptProblem } from '@/lib/script/problem.ts';

/** Marks for the problems of a file: the written part of their lines, or one character where the column is known. */
export function diagnosticsOf(doc: Text, file: string, problems: readonly ScriptProblem[]): Diagnostic[] {
  return problems
    .filter((problem) => problem.file === file)
    .map(({ line, message }) => {
      const at = doc.line(Math.min(Math.max(1, line ?? 1), doc.lines));
      const indent = at.text.length - at.text.trimStart().length;
      const [, column] = / \(column (\d+)\)$/.exec(message) ?? [];
      const from = column === undefined ? at.from + indent : Math.min(at.from + Number(column) - 1, at.to);
      return { from: Math.min(from, at.to), to: at.to, severity: 'error' as const, message };
    });
}
