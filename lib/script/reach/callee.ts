import type { ImportedName, ScriptModule } from '../program.ts';
import { type AnyNode, isFunction, staticName } from '../syntax.ts';
import type { CallGraph } from './call-graph.ts';
import type { Callee } from './unit.ts';

/** Built-in methods that give functions names as properties. */
const NAMING_METHODS = new Set(['fromEntries', 'defineProperty', 'defineProperties', 'setPrototypeOf']);
/** What a call calls, as far as it can be told before the script runs. */
export function calleeOf(graph: CallGraph, target: AnyNode, module: ScriptModule): Callee {
  if (isFunction(target)) {
    const unit = graph.units.get(target);
    return unit ? { kind: 'unit', unit } : { kind: 'value' };
  }
  if (target.type === 'Identifier') {
    const binding = module.names.bindingOf(target);
    if (!binding) {
      if (target.name === 'require')
        graph.refuse(module, target, "require() is not supported; write import … from '…' instead");
      if (target.name === 'eval' || target.name === 'Function')
        graph.refuse(module, target, `${target.name}() is not possible here; write out what it runs`);
      return { kind: 'none' };
    }
    const imported = module.imports.get(binding);
    if (imported) return importedCallee(graph, imported);
    const unit = binding.value && !binding.reassigned ? graph.units.get(binding.value) : undefined;
    if (unit) return { kind: 'unit', unit };
    return binding.value ? { kind: 'none' } : { kind: 'value' };
  }
  if (target.type === 'MemberExpression') {
    const name = staticName(target.property, target.computed);
    if (target.object.type === 'Identifier' && name !== null) {
      const imported = graph.importOf(module, target.object);
      if (imported && imported.name === '*') return importedCallee(graph, { ...imported, name });
      const provided = imported && graph.program.modules[imported.module];
      if (imported?.name === 'default' && provided?.kind === 'provided')
        return importedCallee(graph, { ...imported, name });
    }
    if (name === null) return { kind: 'value' };
    if (name === 'call' || name === 'apply') return { kind: 'value' };
    if (NAMING_METHODS.has(name)) graph.hasDynamicNames = true;
    return { kind: 'method', name };
  }
  return { kind: 'value' };
}

function importedCallee(graph: CallGraph, imported: ImportedName): Callee {
  const module = graph.program.modules[imported.module];
  if (module?.kind === 'provided') {
    if (module.known.waits.includes(imported.name)) return { kind: 'waits' };
    if (module.known.calls.includes(imported.name)) return { kind: 'calls' };
    return { kind: 'none' };
  }
  const unit = graph.exportedUnit(imported);
  return unit ? { kind: 'unit', unit } : { kind: 'value' };
}
