import { WAITING_METHODS } from './known-modules.ts';
import type { ScriptProblem } from './problem.ts';
import type { ImportedName, ScriptModule, ScriptProgram } from './program.ts';
import {
  type AnyNode,
  type CallNode,
  childrenOf,
  type FunctionNode,
  isFunction,
  lineOf,
  staticName,
} from './syntax.ts';

/**
 * Finds which functions of a script may have to wait for a request or a pause. What is certain is told from what is
 * merely possible (a function value or a method of a name whose function waits): a possible wait is decided when it
 * happens.
 */
export type Reach = 'no' | 'maybe' | 'surely';

type Callee =
  | { kind: 'waits' }
  /** Calls functions that it is given, and waits when they do. */
  | { kind: 'calls' }
  | { kind: 'unit'; unit: Unit }
  | { kind: 'method'; name: string }
  | { kind: 'value' }
  | { kind: 'none' };

export type Site = {
  node: CallNode;
  callee: Callee;
  /** Whether the place allows to wait: not in default values of parameters. */
  canWait: boolean;
  reach: Reach;
  /** A callback that may wait goes to what may be a built-in method. */
  passesCallback: boolean;
};

export type UnitKind = 'function' | 'getter' | 'setter' | 'constructor' | 'field' | 'top';

/** A piece of a script that runs as one: a function, a class field, the top level of a module. */
export type Unit = {
  module: ScriptModule;
  node: AnyNode;
  kind: UnitKind;
  title: string;
  sites: Site[];
  reach: Reach;
  /** Its value goes where its calls cannot be followed. */
  escapes: boolean;
  usesArguments: boolean;
  usesSuper: boolean;
  /** It has a loop over promises, which only the language itself can go through. */
  loopsOverPromises: boolean;
  /** The language itself calls it, and waits for nothing. */
  calledBy: string | null;
};

export type Analysis = {
  /** An async function may have to wait for a request or a sleep: all of them are rewritten, to keep their order. */
  asyncWaits: boolean;
  unitOf: (node: AnyNode) => Unit | undefined;
  siteOf: (node: AnyNode) => Site | undefined;
};

/** Built-in methods that call what they are given. */
const CALLBACK_METHODS = new Set(
  'map forEach filter reduce reduceRight some every find findIndex findLast findLastIndex flatMap sort toSorted from replace replaceAll then catch finally'.split(
    ' ',
  ),
);
/** Built-in methods that call back and cannot wait for it. */
const DEAF_METHODS = new Set(['replace', 'replaceAll', 'stringify', 'parse']);

export function analyse(program: ScriptProgram): { analysis: Analysis; problems: ScriptProblem[] } {
  const analyser = new Analyser(program);
  for (const module of program.order) analyser.read(module);
  analyser.settle();
  return {
    analysis: {
      asyncWaits: [...analyser.units.values()].some((unit) => unit.reach !== 'no' && isPlainAsync(unit)),
      unitOf: (node) => analyser.units.get(node),
      siteOf: (node) => analyser.sites.get(node),
    },
    problems: analyser.problems(),
  };
}

/** Built-in methods that give functions names as properties. */
const NAMING_METHODS = new Set(['fromEntries', 'defineProperty', 'defineProperties', 'setPrototypeOf']);
/** Methods that the language calls by itself. */
const IMPLICIT = new Set([
  'toString',
  'valueOf',
  'toJSON',
  'Symbol.toPrimitive',
  'Symbol.iterator',
  'Symbol.hasInstance',
]);

/** `Symbol.iterator` as it is written in brackets. */
const symbolName = (key: AnyNode): string | null =>
  key.type === 'MemberExpression' && key.object.type === 'Identifier' && key.object.name === 'Symbol'
    ? `Symbol.${staticName(key.property, key.computed) ?? ''}`
    : null;

const valuesOf = (object: Extract<AnyNode, { type: 'ObjectExpression' }>): AnyNode[] =>
  object.properties.flatMap((property) => (property.type === 'Property' ? [property.value] : []));

type Around = { unit: Unit; canWait: boolean };

class Analyser {
  readonly units = new Map<AnyNode, Unit>();
  readonly sites = new Map<AnyNode, Site>();
  private readonly program: ScriptProgram;
  /** Functions that are methods or properties, by name. */
  private readonly properties = new Map<string, Set<Unit>>();
  /** Properties that hold function values of unknown origin. */
  private readonly opaque = new Set<string>();
  private readonly waitingNames = new Set<string>(WAITING_METHODS);
  private waitingEscapes = false;
  private readonly called = new Set<AnyNode>();
  private readonly later: (() => void)[] = [];
  private readonly refused: ScriptProblem[] = [];
  private readonly constructed: { node: AnyNode; module: ScriptModule; unit: Unit; what: string }[] = [];
  /** Functions are kept under names that are known only when the script runs. */
  private hasDynamicNames = false;

  constructor(program: ScriptProgram) {
    this.program = program;
  }

  read(module: ScriptModule): void {
    const unit = this.unit(module, module.program, 'top', 'the top level of the script');
    for (const node of module.program.body) this.visit(node, { unit, canWait: true });
    for (const reference of module.names.references) {
      if (!this.called.has(reference)) this.later.push(() => this.reference(module, reference));
    }
    for (const [name, exported] of module.exports) {
      this.later.push(() => {
        const own = 'local' in exported ? this.exportedUnit({ module: module.index, name }) : null;
        if (own) this.property(name, own);
      });
    }
  }

  /** Everything was read: follows who calls whom until nothing changes. */
  settle(): void {
    for (const one of this.later) one();
    for (let changed = true; changed; ) {
      changed = false;
      for (const unit of this.units.values()) {
        for (const site of unit.sites) {
          site.passesCallback = this.passesCallback(site, unit.module);
          site.reach = this.reachOf(site);
          if (!canWait(unit) || !site.canWait) continue;
          const raised = higher(unit.reach, site.reach);
          changed ||= raised !== unit.reach;
          unit.reach = raised;
        }
      }
    }
  }

  problems(): ScriptProblem[] {
    const problems = [...this.refused];
    for (const { node, module, unit, what } of this.constructed)
      if (unit.reach === 'surely')
        problems.push({
          file: module.file,
          line: lineOf(node),
          message: `${what} sends a request or sleeps, and nothing can wait for a constructor; do that in a function and call that`,
        });
    for (const unit of new Set(this.units.values())) {
      const refuse = (node: AnyNode, message: string) =>
        problems.push({ file: unit.module.file, line: lineOf(node), message });
      for (const site of unit.sites) {
        if (site.reach === 'surely' && !(canWait(unit) && site.canWait))
          refuse(site.node, refusal(unit, site));
        else if (site.passesCallback && site.callee.kind === 'method' && this.deafWithSure(site, unit.module))
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

  private unit(module: ScriptModule, node: AnyNode, kind: UnitKind, title: string): Unit {
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

  private visit(node: AnyNode, around: Around): void {
    const { unit } = around;
    const { module } = unit;
    if (isFunction(node)) {
      this.visitFunction(node, module, 'function', titleOf(node), around);
      return;
    }
    switch (node.type) {
      case 'Identifier':
        if (node.name === 'arguments') unit.usesArguments = true;
        return;
      case 'Super':
        unit.usesSuper = true;
        return;
      case 'ImportExpression':
        this.refuse(module, node, 'import() is not possible here; write an import at the top of the script');
        return;
      case 'CallExpression':
      case 'TaggedTemplateExpression':
        this.call(node, around);
        break;
      case 'ForOfStatement':
        unit.loopsOverPromises ||= node.await;
        break;
      case 'ExportDefaultDeclaration':
        // Only the engine calls it.
        if (isFunction(node.declaration)) this.called.add(node.declaration);
        break;
      case 'NewExpression':
        if (node.callee.type === 'Identifier') this.called.add(node.callee);
        this.construction(node, module);
        break;
      case 'VariableDeclarator':
        if (node.init && isFunction(node.init) && node.id.type === 'Identifier') {
          this.visitFunction(node.init, module, 'function', node.id.name, around, false);
          return;
        }
        break;
      case 'Property':
        if (node.kind === 'get' || node.kind === 'set') {
          if (node.computed) this.visit(node.key, around);
          const name = staticName(node.key, node.computed) ?? '';
          if (isFunction(node.value))
            this.visitFunction(node.value, module, node.kind === 'get' ? 'getter' : 'setter', name, around);
          return;
        }
        if (
          staticName(node.key, node.computed) === 'auth' &&
          node.value.type === 'Literal' &&
          node.value.value === 'ntlm'
        )
          this.refuse(
            module,
            node,
            'NTLM authentication is not supported; use basic or digest, or log in and send a token in a header',
          );
        this.propertyValue(staticName(node.key, node.computed), node.value, module);
        this.implicit(node.key, node.computed, node.value);
        if (node.shorthand) {
          this.visit(node.value, around);
          return;
        }
        break;
      case 'MethodDefinition': {
        if (node.computed) this.visit(node.key, around);
        const name = staticName(node.key, node.computed);
        const kind =
          node.kind === 'get'
            ? 'getter'
            : node.kind === 'set'
              ? 'setter'
              : node.kind === 'constructor'
                ? 'constructor'
                : 'function';
        this.visitFunction(node.value, module, kind, name ?? '', around);
        if (kind === 'function') this.propertyValue(name, node.value, module);
        this.implicit(node.key, node.computed, node.value);
        return;
      }
      case 'PropertyDefinition': {
        if (node.computed) this.visit(node.key, around);
        const name = staticName(node.key, node.computed);
        if (node.value) {
          this.propertyValue(name, node.value, module);
          this.visit(node.value, {
            unit: this.unit(module, node, 'field', `the field ${name ?? ''}`),
            canWait: true,
          });
        }
        return;
      }
      case 'StaticBlock': {
        const field = this.unit(module, node, 'field', 'a static block');
        for (const statement of node.body) this.visit(statement, { unit: field, canWait: true });
        return;
      }
      case 'AssignmentExpression':
        if (node.left.type === 'MemberExpression')
          this.propertyValue(staticName(node.left.property, node.left.computed), node.right, module);
        break;
    }
    for (const child of childrenOf(node)) {
      if (isLabel(node, child)) continue;
      this.visit(child, around);
    }
  }

  /** A method that the language calls by itself: to make a text of an object, for one. */
  private implicit(key: AnyNode, computed: boolean, value: AnyNode): void {
    const unit = this.units.get(value);
    const name = staticName(key, computed) ?? symbolName(key);
    if (unit && !isAsync(value) && name !== null && IMPLICIT.has(name)) unit.calledBy = name;
    else if (name !== null && IMPLICIT.has(name))
      this.later.push(() => {
        const own = this.units.get(value);
        if (own && !isAsync(value)) own.calledBy = name;
      });
  }

  /** `new` calls a constructor, and some constructors call what they are given; nothing waits for either. */
  private construction(node: Extract<CallNode, { type: 'NewExpression' }>, module: ScriptModule): void {
    const { callee } = node;
    const free = callee.type === 'Identifier' && !module.names.bindingOf(callee) ? callee.name : null;
    if (free === 'Function')
      this.refuse(module, node, 'new Function() is not possible here; write out what it runs');
    this.later.push(() => {
      const own = callee.type === 'Identifier' ? this.functionOf(callee, module) : undefined;
      if (own) this.constructed.push({ node, module, unit: own, what: `the constructor ${own.title}` });
      const given =
        free === 'Promise'
          ? node.arguments
          : free === 'Proxy'
            ? node.arguments
                .slice(1)
                .flatMap((traps) => (traps.type === 'ObjectExpression' ? valuesOf(traps) : []))
            : [];
      for (const argument of given) {
        const unit = this.functionOf(argument, module);
        if (unit && !isAsync(unit.node))
          this.constructed.push({ node, module, unit, what: `a function given to new ${free}()` });
      }
    });
  }

  private visitFunction(
    node: FunctionNode,
    module: ScriptModule,
    kind: UnitKind,
    title: string,
    around: Around,
    escapes = node.type !== 'FunctionDeclaration' && !this.called.has(node),
  ): void {
    const unit = this.unit(module, node, kind, title);
    unit.escapes = escapes;
    for (const parameter of node.params) this.visit(parameter, { unit, canWait: false });
    this.visit(node.body, { unit, canWait: true });
    if (node.type === 'ArrowFunctionExpression') {
      around.unit.usesArguments ||= unit.usesArguments;
      around.unit.usesSuper ||= unit.usesSuper;
    }
  }

  private call(
    node: Extract<CallNode, { type: 'CallExpression' | 'TaggedTemplateExpression' }>,
    { unit, canWait }: Around,
  ): void {
    const target = node.type === 'CallExpression' ? node.callee : node.tag;
    if (target.type === 'Super') return;
    if (target.type === 'Identifier' || isFunction(target)) this.called.add(target);
    if (target.type === 'MemberExpression' && target.object.type === 'Identifier') {
      const imported = this.importOf(unit.module, target.object);
      if (imported && !target.computed) this.called.add(target.object);
    }
    const site: Site = {
      node,
      callee: { kind: 'none' },
      canWait,
      reach: 'no',
      passesCallback: false,
    };
    unit.sites.push(site);
    this.sites.set(node, site);
    this.later.push(() => {
      site.callee = this.calleeOf(target, unit.module);
    });
  }

  private calleeOf(target: AnyNode, module: ScriptModule): Callee {
    if (isFunction(target)) {
      const unit = this.units.get(target);
      return unit ? { kind: 'unit', unit } : { kind: 'value' };
    }
    if (target.type === 'Identifier') {
      const binding = module.names.bindingOf(target);
      if (!binding) {
        if (target.name === 'require')
          this.refuse(module, target, "require() is not supported; write import … from '…' instead");
        if (target.name === 'eval' || target.name === 'Function')
          this.refuse(module, target, `${target.name}() is not possible here; write out what it runs`);
        return { kind: 'none' };
      }
      const imported = module.imports.get(binding);
      if (imported) return this.importedCallee(imported);
      const unit = binding.value && !binding.reassigned ? this.units.get(binding.value) : undefined;
      if (unit) return { kind: 'unit', unit };
      return binding.value ? { kind: 'none' } : { kind: 'value' };
    }
    if (target.type === 'MemberExpression') {
      const name = staticName(target.property, target.computed);
      if (target.object.type === 'Identifier' && name !== null) {
        const imported = this.importOf(module, target.object);
        if (imported && imported.name === '*') return this.importedCallee({ ...imported, name });
        const provided = imported && this.program.modules[imported.module];
        if (imported?.name === 'default' && provided?.kind === 'provided')
          return this.importedCallee({ ...imported, name });
      }
      if (name === null) return { kind: 'value' };
      if (name === 'call' || name === 'apply') return { kind: 'value' };
      if (NAMING_METHODS.has(name)) this.hasDynamicNames = true;
      return { kind: 'method', name };
    }
    return { kind: 'value' };
  }

  private importedCallee(imported: ImportedName): Callee {
    const module = this.program.modules[imported.module];
    if (module?.kind === 'provided') {
      if (module.known.waits.includes(imported.name)) return { kind: 'waits' };
      if (module.known.calls.includes(imported.name)) return { kind: 'calls' };
      return { kind: 'none' };
    }
    const unit = this.exportedUnit(imported);
    return unit ? { kind: 'unit', unit } : { kind: 'value' };
  }

  private exportedUnit(imported: ImportedName, depth = 0): Unit | null {
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

  private importOf(
    module: ScriptModule,
    node: Extract<AnyNode, { type: 'Identifier' }>,
  ): ImportedName | undefined {
    const binding = module.names.bindingOf(node);
    return binding && module.imports.get(binding);
  }

  /** A name is used as a value. */
  private reference(module: ScriptModule, node: Extract<AnyNode, { type: 'Identifier' }>): void {
    const binding = module.names.bindingOf(node);
    if (!binding) return;
    const imported = module.imports.get(binding);
    if (imported) {
      const target = this.program.modules[imported.module];
      if (target?.kind === 'provided') {
        const whole = imported.name === '*' || imported.name === 'default';
        if (target.known.waits.length > 0 && (whole || target.known.waits.includes(imported.name))) {
          this.waitingEscapes = true;
          for (const name of target.known.waits) this.waitingNames.add(name);
        }
      } else {
        const unit = this.exportedUnit(imported);
        if (unit) unit.escapes = true;
        if (imported.name === '*' && target)
          for (const name of target.exports.keys()) {
            const own = this.exportedUnit({ module: imported.module, name });
            if (own) own.escapes = true;
          }
      }
      return;
    }
    const unit = binding.value && this.units.get(binding.value);
    if (unit) unit.escapes = true;
  }

  private propertyValue(name: string | null, value: AnyNode, module: ScriptModule): void {
    this.later.push(() => {
      if (isFunction(value)) {
        const unit = this.units.get(value);
        if (!unit) return;
        unit.escapes = true;
        if (name !== null) this.property(name, unit);
        else this.hasDynamicNames = true;
        return;
      }
      if (name === null) {
        this.hasDynamicNames ||= !PLAIN.has(value.type);
        return;
      }
      if (value.type === 'Identifier') {
        const binding = module.names.bindingOf(value);
        const imported = binding && module.imports.get(binding);
        const unit = imported
          ? this.exportedUnit(imported)
          : binding?.value
            ? this.units.get(binding.value)
            : undefined;
        if (unit) this.property(name, unit);
        else if (binding) this.opaque.add(name);
        return;
      }
      if (!PLAIN.has(value.type)) this.opaque.add(name);
    });
  }

  private property(name: string, unit: Unit): void {
    const units = this.properties.get(name) ?? new Set();
    units.add(unit);
    this.properties.set(name, units);
  }

  /** How a call of an unknown function value may wait. */
  private valueReach(): Reach {
    if (this.waitingEscapes) return 'maybe';
    for (const unit of this.units.values()) if (unit.escapes && unit.reach !== 'no') return 'maybe';
    return 'no';
  }

  private reachOf({ callee, passesCallback }: Site): Reach {
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
        return this.valueReach();
      case 'method': {
        if (this.waitingNames.has(callee.name)) return 'maybe';
        if (this.opaque.has(callee.name) && this.valueReach() !== 'no') return 'maybe';
        for (const unit of this.properties.get(callee.name) ?? []) if (unit.reach !== 'no') return 'maybe';
        return this.hasDynamicNames ? this.valueReach() : 'no';
      }
      case 'none':
        return 'no';
    }
  }

  private passesCallback({ node, callee }: Site, module: ScriptModule): boolean {
    if (callee.kind !== 'method' || node.type !== 'CallExpression') return false;
    const { name } = callee;
    return node.arguments.some((argument) => {
      const unit = this.functionOf(argument, module);
      if (unit) return unit.reach !== 'no' && (!isAsync(unit.node) || isPlainAsync(unit));
      return MAY_BE_FUNCTION.has(argument.type) && CALLBACK_METHODS.has(name) && this.valueReach() !== 'no';
    });
  }

  private functionOf(node: AnyNode, module: ScriptModule): Unit | undefined {
    if (isFunction(node)) return this.units.get(node);
    if (node.type !== 'Identifier') return undefined;
    const binding = module.names.bindingOf(node);
    const imported = binding && module.imports.get(binding);
    if (imported) return this.exportedUnit(imported) ?? undefined;
    return binding?.value && !binding.reassigned ? this.units.get(binding.value) : undefined;
  }

  private deafWithSure({ node, callee }: Site, module: ScriptModule): boolean {
    return (
      callee.kind === 'method' &&
      DEAF_METHODS.has(callee.name) &&
      node.type === 'CallExpression' &&
      node.arguments.some((argument) => this.functionOf(argument, module)?.reach === 'surely')
    );
  }

  private refuse(module: ScriptModule, node: AnyNode, message: string): void {
    this.refused.push({ file: module.file, line: lineOf(node), message });
  }
}

const PLAIN = new Set([
  'Literal',
  'TemplateLiteral',
  'ObjectExpression',
  'ArrayExpression',
  'UnaryExpression',
  'BinaryExpression',
  'UpdateExpression',
  'NewExpression',
]);
const MAY_BE_FUNCTION = new Set([
  'Identifier',
  'MemberExpression',
  'CallExpression',
  'ConditionalExpression',
  'LogicalExpression',
  'ChainExpression',
]);

const ORDER: Record<Reach, number> = { no: 0, maybe: 1, surely: 2 };
const higher = (a: Reach, b: Reach): Reach => (ORDER[a] >= ORDER[b] ? a : b);

export const isAsync = (node: AnyNode): boolean => isFunction(node) && node.async;
export const isGenerator = (node: AnyNode): boolean => isFunction(node) && (node.generator ?? false);

/** An async function that can be rewritten: no generator, without loops over promises and `arguments` of another one. */
export const isPlainAsync = ({ kind, node, loopsOverPromises, usesArguments }: Unit): boolean =>
  kind === 'function' &&
  isAsync(node) &&
  !isGenerator(node) &&
  !loopsOverPromises &&
  !(usesArguments && node.type === 'ArrowFunctionExpression');

/** Whether the calls in a unit can be waited for at all. */
export const canWait = ({ kind, node }: Unit): boolean =>
  kind === 'function' && (isAsync(node) || !isGenerator(node));

const isLabel = (node: AnyNode, child: AnyNode): boolean =>
  ((node.type === 'LabeledStatement' ||
    node.type === 'BreakStatement' ||
    node.type === 'ContinueStatement') &&
    node.label === child) ||
  ((node.type === 'MemberExpression' || node.type === 'PropertyDefinition' || node.type === 'Property') &&
    'computed' in node &&
    !node.computed &&
    ('property' in node ? node.property : node.key) === child);

function titleOf(node: FunctionNode): string {
  return 'id' in node && node.id ? node.id.name : 'a function';
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
