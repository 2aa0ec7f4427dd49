import { Environment } from '../../../lib/plan/environment.ts';
import { conductRun } from '../../../lib/run/conduct.ts';
import type { EndReason, ScriptLimits } from '../../../lib/run/engine.ts';
import type { RunSummary } from '../../../lib/run/summary.ts';
import { planOfScript } from '../../../lib/script/options/k6-options.ts';
import { problemText } from '../../../lib/script/problem.ts';
import { startRun } from '../../../runner/run.ts';
import { inspectFiles } from '../../../runner/script/inspect.ts';

export type ScriptRun = {
  /** What it said with `console`. */
  said: string[];
  /** Why it ended, or why it cannot run. */
  end: string;
  reason: EndReason | null;
  summary: RunSummary | null;
};

type Options = {
  env?: Record<string, string>;
  secrets?: Record<string, string>;
  environment?: Partial<Environment>;
  /** Beside `shop.js`, by path. */
  files?: Record<string, string>;
  workers?: number;
  limits?: ScriptLimits;
};

/** Runs a whole script, from its inspection to its summary, without the command line. */
export async function runScript(
  text: string,
  { env = {}, secrets = {}, environment = {}, files = {}, workers = 1, limits }: Options = {},
): Promise<ScriptRun> {
  const said: string[] = [];
  const refused = (end: string): ScriptRun => ({ said, end, reason: null, summary: null });
  const all = Object.fromEntries(
    Object.entries({ ...files, 'shop.js': text }).map(([path, content]) => [path, { text: content }]),
  );
  const inspected = await inspectFiles({ entry: 'shop.js', files: all, env }, () => {}, {
    withinMs: 30_000,
    heapMb: limits?.memoryMb ?? 500,
  });
  if (!inspected.ok) return refused(inspected.problems.map(problemText).join('\n'));
  const made = planOfScript(inspected.script, 'shop.js');
  if (!made.ok) return refused(made.problems.map(problemText).join('\n'));
  const { summary, reason } = await conductRun({
    startRun,
    release: null,
    outputs: [
      {
        onEvent: (event) => {
          if (event.type === 'said') said.push(event.text);
        },
        close: () => {},
      },
    ],
    request: {
      plan: made.plan,
      environment: Environment.parse({ baseUrl: 'http://127.0.0.1', variables: env, ...environment }),
      secrets,
      workers,
      scriptLimits: limits,
    },
  }).finished;
  return { said, end: reason.kind === 'completed' ? 'completed' : summary.endReason, reason, summary };
}
