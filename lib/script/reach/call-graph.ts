import { WAITING_METHODS } from '../known-modules.ts';
import type { ScriptProblem } from '../problem.ts';
import type { ImportedName, ScriptModule, ScriptProgram } from '../program.ts';
import { type AnyNode, isFunction, lineOf } from '../syntax.ts';
import type { Site, Unit, UnitKind } from './unit.ts';

type Identifier = Extract<AnyNode, { type: 'Identifier' }>;

/** What is constructed by `new`, where nothing can wait. */
type Construction = { node: AnyNode; module: ScriptModule; unit: Unit; what: string };

/** The pieces of all modules of a script, where they call, and under which names functions can be had. */
export class CallGraph {
  readonly program: ScriptProgram;
  readonly units = new Map<AnyNode, Unit>();
  readonly sites = new Map<AnyNode, Site>();
  /** Functions that are methods or properties, by name. */
  readonly properties = new Map<string, Set<Unit>>();
  /** Properties that hold function values of unknown origin. */
  readonly opaque = new Set<string>();
  readonly waitingNames = new Set<string>(WAITING_METHODS);
  /** A function that waits is used as a value. */
  waitingEscapes = false;
  /** Functions are kept under names that are known only when the script runs. */
  hasDynamicNames = false;
  readonly constructed: Construction[] = [];
  readonly refused: ScriptProblem[] = [];

  constructor(program: ScriptProgram) {
    this.program = program;
  }

  add(module: ScriptModule, node: AnyNode, kind: UnitKind, title: string): Unit {
    const unit: Unit = {
      module,
      node,
      kind,
      title,
      sites: [],
      reach: 'no',
      escapes: false,
      usesArguments: false,
      usesSuper: false,
      loopsOverPromises: false,
      calledBy: null,
    };
    this.units.set(node, unit);
    return unit;
  }

  addProperty(name: string, unit: Unit): void {
    const units = this.properties.get(name) ?? new Set();
    units.add(unit);
    this.properties.set(name, units);
  }

  refuse(module: ScriptModule, node: AnyNode, message: string): void {
    this.refused.push({ file: module.file, line: lineOf(node), message });
  }

  /** The function that a name of a module stands for, through what it exports again; null where it is not a function. */
  exportedUnit(imported: ImportedName, depth = 0): Unit | null {
    const module = this.program.modules[imported.module];
    if (module?.kind !== 'script' || depth > 20) return null;
    const exported = module.exports.get(imported.name);
    if (!exported) return null;
    if ('from' in exported) return this.exportedUnit(exported.from, depth + 1);
    const binding = module.names.top.get(exported.local);
    if (binding?.value && !binding.reassigned) return this.units.get(binding.value) ?? null;
    const through = binding && module.imports.get(binding);
    if (through) return this.exportedUnit(through, depth + 1);
    const direct = module.program.body.find((node) => node.type === 'ExportDefaultDeclaration');
    return imported.name === 'default' && direct ? (this.units.get(direct.declaration) ?? null) : null;
  }

  importOf(module: ScriptModule, node: Identifier): ImportedName | undefined {
    const binding = module.names.bindingOf(node);
    return binding && module.imports.get(binding);
  }

  /** The function that an expression is or names for certain. */
  functionOf(node: AnyNode, module: ScriptModule): Unit | undefined {
    if (isFunction(node)) return this.units.get(node);
    if (node.type !== 'Identifier') return undefined;
    const binding = module.names.bindingOf(node);
    const imported = binding && module.imports.get(binding);
    if (imported) return this.exportedUnit(imported) ?? undefined;
    return binding?.value && !binding.reassigned ? this.units.get(binding.value) : undefined;
  }
}
