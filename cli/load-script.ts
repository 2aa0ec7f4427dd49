import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { EXIT_CODES } from '../lib/headless/exit-code.ts';
import type { Plan } from '../lib/plan/plan.ts';
import type { ScriptLimits } from '../lib/run/engine.ts';
import { planOfScript } from '../lib/script/options/k6-options.ts';
import { problemText } from '../lib/script/problem.ts';
import { inspectFile } from '../runner/script/inspect.ts';
import { indented, Refused } from './refused.ts';
import { say } from './say.ts';

export const isScript = (file: string) => /\.[cm]?[jt]s$/.test(file);

/** The plan that a k6 script asks for. The script says itself where its load goes and how much it is. */
export async function loadScript(
  file: string,
  { env: variables, secret }: { env: readonly string[]; secret: readonly string[] },
  { memoryMb, busyMs }: Partial<ScriptLimits> = {},
): Promise<Plan> {
  if (!existsSync(file)) throw new Refused(`Cannot read the script ${file}: there is no such file`);
  const env = Object.fromEntries(
    [...variables, ...secret].map((one): [string, string] => {
      const at = one.indexOf('=');
      return at < 0 ? [one, process.env[one] ?? ''] : [one.slice(0, at), one.slice(at + 1)];
    }),
  );
  const inspected = await inspectFile(file, env, say, {
    ...(memoryMb !== undefined && { heapMb: memoryMb }),
    ...(busyMs !== undefined && { withinMs: busyMs }),
  });
  const made = inspected.ok ? planOfScript(inspected.script, basename(file)) : inspected;
  if (!made.ok)
    throw new Refused(
      `The script ${file} cannot run:\n${indented(made.problems.map(problemText).join('\n'))}`,
      inspected.ok ? EXIT_CODES.invalidPlan : EXIT_CODES.scriptError,
    );
  return made.plan;
}
