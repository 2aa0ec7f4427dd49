import type { ScriptProblem } from './problem.ts';
import { readProgram, type ScriptSources } from './program.ts';
import { analyse } from './reach/analyse.ts';
import { RESERVED, renderModule } from './render.ts';
import { lineOf } from './syntax.ts';

/** One file of a script, rewritten: the text of a function of runtime, modules and the class of what is waited for. */
export type CompiledModule = { index: number; file: string; code: string };

export type CompiledScript = {
  /** In the order in which they run; the last one is the script itself. */
  modules: CompiledModule[];
  /** Modules that Rehearsal provides, with their place among all modules. */
  provided: { index: number; name: string }[];
  entry: number;
  /** Names that the script exports. */
  exports: string[];
};

export type CompileResult = { ok: true; script: CompiledScript } | { ok: false; problems: ScriptProblem[] };

/** Rewrites a script so that it runs without blocking, or says all that keeps it from running. */
export function compileScript(sources: ScriptSources): CompileResult {
  const { program, problems } = readProgram(sources);
  for (const module of program.order) {
    const taken = module.names.references.find(({ name }) => RESERVED.test(name));
    if (taken)
      problems.push({
        file: module.file,
        line: lineOf(taken),
        message: `names that start with $rh are taken; rename "${taken.name}"`,
      });
  }
  const { analysis, problems: refused } = analyse(program);
  problems.push(...refused);
  if (problems.length > 0 || !program.entry) return { ok: false, problems };
  return {
    ok: true,
    script: {
      modules: program.order.map((module) => ({
        index: module.index,
        file: module.file,
        code: renderModule(module, program, analysis),
      })),
      provided: program.modules.flatMap((module) =>
        module.kind === 'provided' ? [{ index: module.index, name: module.name }] : [],
      ),
      entry: program.entry.index,
      exports: [...program.entry.exports.keys()],
    },
  };
}
