/** Something in a script that keeps it from running: where, and what to write instead. Lines count from 1. */
export type ScriptProblem = { file: string; line: number | null; message: string };

/** `shop.js:12: …`, as compilers write it. */
export function problemText({ file, line, message }: ScriptProblem): string {
  return `${file}${line === null ? '' : `:${line}`}: ${message}`;
}

/** Thrown with everything that is wrong with a script. */
export class ScriptRefused extends Error {
  readonly problems: ScriptProblem[];
  constructor(problems: ScriptProblem[]) {
    super(problems.map(problemText).join('\n'));
    this.name = 'ScriptRefused';
    this.problems = problems;
  }
}
