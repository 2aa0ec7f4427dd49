import type { ScriptProblem } from '../problem.ts';
import type { ScriptProgram } from '../program.ts';
import type { AnyNode } from '../syntax.ts';
import { CallGraph } from './call-graph.ts';
import { ModuleReader } from './module-reader.ts';
import { settle } from './settle.ts';
import { isPlainAsync, type Site, type Unit } from './unit.ts';
import { problemsOf } from './wait-problems.ts';

export type Analysis = {
  /** An async function may have to wait for a request or a sleep: all of them are rewritten, to keep their order. */
  asyncWaits: boolean;
  unitOf: (node: AnyNode) => Unit | undefined;
  siteOf: (node: AnyNode) => Site | undefined;
};

/**
 * Finds which functions of a script may have to wait for a request or a pause. What is certain is told from what is
 * merely possible (a function value or a method of a name whose function waits): a possible wait is decided when it
 * happens.
 */
export function analyse(program: ScriptProgram): { analysis: Analysis; problems: ScriptProblem[] } {
  const graph = new CallGraph(program);
  const reader = new ModuleReader(graph);
  for (const module of program.order) reader.read(module);
  reader.link();
  settle(graph);
  return {
    analysis: {
      asyncWaits: [...graph.units.values()].some((unit) => unit.reach !== 'no' && isPlainAsync(unit)),
      unitOf: (node) => graph.units.get(node),
      siteOf: (node) => graph.sites.get(node),
    },
    problems: problemsOf(graph),
  };
}
