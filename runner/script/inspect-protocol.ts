import type { Script, ScriptFile } from '../../lib/plan/script.ts';
import type { ScriptProblem } from '../../lib/script/problem.ts';

/** What is asked of the process that looks at a script. */
export type ToInspector = {
  /** Where files are read; null when `files` are all there are. */
  folder: string | null;
  files: Record<string, ScriptFile>;
  entry: string;
  /** `__ENV`. */
  env: Record<string, string>;
};

export type FromInspector =
  /** The process is there; the script runs now. */
  | { type: 'began' }
  | { type: 'said'; level: 'debug' | 'info' | 'warn' | 'error'; text: string }
  | {
      type: 'inspected';
      files: Record<string, ScriptFile>;
      options: string | null;
      metrics: Script['metrics'];
      exports: string[];
    }
  | { type: 'refused'; problems: ScriptProblem[] };
