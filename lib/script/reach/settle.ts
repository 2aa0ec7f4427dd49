import type { ScriptModule } from '../program.ts';
import type { CallGraph } from './call-graph.ts';
import { canWait, higher, isAsync, isGenerator, isPlainAsync, type Reach, type Site } from './unit.ts';

/** Built-in methods that call what they are given. */
const CALLBACK_METHODS = new Set(
  'map forEach filter reduce reduceRight some every find findIndex findLast findLastIndex flatMap sort toSorted from replace replaceAll then catch finally'.split(
    ' ',
  ),
);
const MAY_BE_FUNCTION = new Set([
  'Identifier',
  'MemberExpression',
  'CallExpression',
  'ConditionalExpression',
  'LogicalExpression',
  'ChainExpression',
]);

/** Follows who calls whom until nothing changes: reach only rises, so that it ends. */
export function settle(graph: CallGraph): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const unit of graph.units.values()) {
      for (const site of unit.sites) {
        site.passesCallback = passesCallback(graph, site, unit.module);
        site.reach = reachOf(graph, site);
        if (!canWait(unit) || !site.canWait) continue;
        const raised = higher(unit.reach, site.reach);
        changed ||= raised !== unit.reach;
        unit.reach = raised;
      }
    }
  }
}

function reachOf(graph: CallGraph, { callee, passesCallback }: Site): Reach {
  if (passesCallback) return 'maybe';
  switch (callee.kind) {
    case 'waits':
      return 'surely';
    case 'unit': {
      const { reach, node } = callee.unit;
      if (isGenerator(node) || reach === 'no') return 'no';
      // It blocks until its first `await`, as any function does; then there is a promise.
      return isAsync(node) ? (isPlainAsync(callee.unit) ? 'maybe' : 'no') : reach;
    }
    case 'calls':
    case 'value':
      return valueReach(graph);
    case 'method': {
      if (graph.waitingNames.has(callee.name)) return 'maybe';
      if (graph.opaque.has(callee.name) && valueReach(graph) !== 'no') return 'maybe';
      for (const unit of graph.properties.get(callee.name) ?? []) if (unit.reach !== 'no') return 'maybe';
      return graph.hasDynamicNames ? valueReach(graph) : 'no';
    }
    case 'none':
      return 'no';
  }
}

function passesCallback(graph: CallGraph, { node, callee }: Site, module: ScriptModule): boolean {
  if (callee.kind !== 'method' || node.type !== 'CallExpression') return false;
  const { name } = callee;
  return node.arguments.some((argument) => {
    const unit = graph.functionOf(argument, module);
    if (unit) return unit.reach !== 'no' && (!isAsync(unit.node) || isPlainAsync(unit));
    return MAY_BE_FUNCTION.has(argument.type) && CALLBACK_METHODS.has(name) && valueReach(graph) !== 'no';
  });
}

/** How a call of an unknown function value may wait. */
function valueReach(graph: CallGraph): Reach {
  if (graph.waitingEscapes) return 'maybe';
  for (const unit of graph.units.values()) if (unit.escapes && unit.reach !== 'no') return 'maybe';
  return 'no';
}
