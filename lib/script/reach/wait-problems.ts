import type { ScriptProblem } from '../problem.ts';
import type { ScriptModule } from '../program.ts';
import { type AnyNode, isFunction, lineOf } from '../syntax.ts';
import type { CallGraph } from './call-graph.ts';
import { canWait, isAsync, type Site, type Unit } from './unit.ts';

/** Built-in methods that call back and cannot wait for it. */
const DEAF_METHODS = new Set(['replace', 'replaceAll', 'stringify', 'parse']);

/** Where a script would have to wait and nothing can, each with what to write instead. */
export function problemsOf(graph: CallGraph): ScriptProblem[] {
  const problems = [...graph.refused];
  for (const { node, module, unit, what } of graph.constructed)
    if (unit.reach === 'surely')
      problems.push({
        file: module.file,
        line: lineOf(node),
        message: `${what} sends a request or sleeps, and nothing can wait for a constructor; do that in a function and call that`,
      });
  for (const unit of new Set(graph.units.values())) {
    const refuse = (node: AnyNode, message: string) =>
      problems.push({ file: unit.module.file, line: lineOf(node), message });
    for (const site of unit.sites) {
      if (site.reach === 'surely' && !(canWait(unit) && site.canWait)) refuse(site.node, refusal(unit, site));
      else if (site.passesCallback && site.callee.kind === 'method' && deafWithSure(graph, site, unit.module))
        refuse(
          site.node,
          `the function given to ${site.callee.name}() sends a request or sleeps, and ${site.callee.name}() cannot wait for it; do that in a loop before`,
        );
    }
    if (unit.calledBy !== null && unit.reach === 'surely')
      refuse(
        unit.node,
        `${unit.calledBy}() sends a request or sleeps, and nothing can wait for it when the language calls it by itself; give it another name and call that`,
      );
    if (
      unit.reach !== 'no' &&
      isFunction(unit.node) &&
      unit.node.type === 'ArrowFunctionExpression' &&
      unit.usesArguments &&
      !isAsync(unit.node)
    )
      refuse(
        unit.node,
        'an arrow function that sends requests or sleeps cannot use `arguments`; name its parameters',
      );
  }
  return problems;
}

function deafWithSure(graph: CallGraph, { node, callee }: Site, module: ScriptModule): boolean {
  return (
    callee.kind === 'method' &&
    DEAF_METHODS.has(callee.name) &&
    node.type === 'CallExpression' &&
    node.arguments.some((argument) => graph.functionOf(argument, module)?.reach === 'surely')
  );
}

function refusal(unit: Unit, site: Site): string {
  const what = 'sends a request or sleeps here';
  switch (unit.kind) {
    case 'top':
      return `the script ${what}, outside of any function; k6 allows that only in the functions that it runs: move it into setup() or the default function`;
    case 'getter':
      return `the getter "${unit.title}" ${what}, and nothing can wait for a getter; make it a method`;
    case 'setter':
      return `the setter "${unit.title}" ${what}, and nothing can wait for a setter; make it a method`;
    case 'constructor':
      return `a constructor ${what}, and nothing can wait for a constructor; move it into a method and call that`;
    case 'field':
      return `${unit.title} of a class ${what}, and nothing can wait for that; move it into a method`;
    case 'function':
      return site.canWait
        ? `the generator "${unit.title}" ${what}, and nothing can wait for a generator; let it yield what to do, and do that where it is used`
        : `a default value of a parameter of "${unit.title}" ${what}; move it into the function`;
  }
}
