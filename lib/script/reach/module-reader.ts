import type { ScriptModule } from '../program.ts';
import {
  type AnyNode,
  type CallNode,
  childrenOf,
  type FunctionNode,
  isFunction,
  staticName,
} from '../syntax.ts';
import type { CallGraph } from './call-graph.ts';
import { calleeOf } from './callee.ts';
import { isAsync, type Site, titleOf, type Unit, type UnitKind } from './unit.ts';

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

/** Reads modules into a graph of calls: all of them first, then `link`, since names are used before they are read. */
export class ModuleReader {
  private readonly graph: CallGraph;
  /** Functions and names that are called where they stand: they are no values. */
  private readonly called = new Set<AnyNode>();
  private readonly later: (() => void)[] = [];

  constructor(graph: CallGraph) {
    this.graph = graph;
  }

  read(module: ScriptModule): void {
    const unit = this.graph.add(module, module.program, 'top', 'the top level of the script');
    for (const node of module.program.body) this.visit(node, { unit, canWait: true });
    for (const reference of module.names.references) {
      if (!this.called.has(reference)) this.later.push(() => this.reference(module, reference));
    }
    for (const [name, exported] of module.exports) {
      this.later.push(() => {
        const own = 'local' in exported ? this.graph.exportedUnit({ module: module.index, name }) : null;
        if (own) this.graph.addProperty(name, own);
      });
    }
  }

  /** All modules were read: finds out what their names stand for. */
  link(): void {
    for (const one of this.later) one();
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
        this.graph.refuse(
          module,
          node,
          'import() is not possible here; write an import at the top of the script',
        );
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
          this.graph.refuse(
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
            unit: this.graph.add(module, node, 'field', `the field ${name ?? ''}`),
            canWait: true,
          });
        }
        return;
      }
      case 'StaticBlock': {
        const field = this.graph.add(module, node, 'field', 'a static block');
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
    const unit = this.graph.units.get(value);
    const name = staticName(key, computed) ?? symbolName(key);
    if (unit && !isAsync(value) && name !== null && IMPLICIT.has(name)) unit.calledBy = name;
    else if (name !== null && IMPLICIT.has(name))
      this.later.push(() => {
        const own = this.graph.units.get(value);
        if (own && !isAsync(value)) own.calledBy = name;
      });
  }

  /** `new` calls a constructor, and some constructors call what they are given; nothing waits for either. */
  private construction(node: Extract<CallNode, { type: 'NewExpression' }>, module: ScriptModule): void {
    const { callee } = node;
    const free = callee.type === 'Identifier' && !module.names.bindingOf(callee) ? callee.name : null;
    if (free === 'Function')
      this.graph.refuse(module, node, 'new Function() is not possible here; write out what it runs');
    this.later.push(() => {
      const own = callee.type === 'Identifier' ? this.graph.functionOf(callee, module) : undefined;
      if (own) this.graph.constructed.push({ node, module, unit: own, what: `the constructor ${own.title}` });
      const given =
        free === 'Promise'
          ? node.arguments
          : free === 'Proxy'
            ? node.arguments
                .slice(1)
                .flatMap((traps) => (traps.type === 'ObjectExpression' ? valuesOf(traps) : []))
            : [];
      for (const argument of given) {
        const unit = this.graph.functionOf(argument, module);
        if (unit && !isAsync(unit.node))
          this.graph.constructed.push({ node, module, unit, what: `a function given to new ${free}()` });
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
    const unit = this.graph.add(module, node, kind, title);
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
      const imported = this.graph.importOf(unit.module, target.object);
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
    this.graph.sites.set(node, site);
    this.later.push(() => {
      site.callee = calleeOf(this.graph, target, unit.module);
    });
  }

  /** A name is used as a value. */
  private reference(module: ScriptModule, node: Extract<AnyNode, { type: 'Identifier' }>): void {
    const binding = module.names.bindingOf(node);
    if (!binding) return;
    const imported = module.imports.get(binding);
    if (imported) {
      const target = this.graph.program.modules[imported.module];
      if (target?.kind === 'provided') {
        const whole = imported.name === '*' || imported.name === 'default';
        if (target.known.waits.length > 0 && (whole || target.known.waits.includes(imported.name))) {
          this.graph.waitingEscapes = true;
          for (const name of target.known.waits) this.graph.waitingNames.add(name);
        }
      } else {
        const unit = this.graph.exportedUnit(imported);
        if (unit) unit.escapes = true;
        if (imported.name === '*' && target)
          for (const name of target.exports.keys()) {
            const own = this.graph.exportedUnit({ module: imported.module, name });
            if (own) own.escapes = true;
          }
      }
      return;
    }
    const unit = binding.value && this.graph.units.get(binding.value);
    if (unit) unit.escapes = true;
  }

  private propertyValue(name: string | null, value: AnyNode, module: ScriptModule): void {
    this.later.push(() => {
      if (isFunction(value)) {
        const unit = this.graph.units.get(value);
        if (!unit) return;
        unit.escapes = true;
        if (name !== null) this.graph.addProperty(name, unit);
        else this.graph.hasDynamicNames = true;
        return;
      }
      if (name === null) {
        this.graph.hasDynamicNames ||= !PLAIN.has(value.type);
        return;
      }
      if (value.type === 'Identifier') {
        const binding = module.names.bindingOf(value);
        const imported = binding && module.imports.get(binding);
        const unit = imported
          ? this.graph.exportedUnit(imported)
          : binding?.value
            ? this.graph.units.get(binding.value)
            : undefined;
        if (unit) this.graph.addProperty(name, unit);
        else if (binding) this.graph.opaque.add(name);
        return;
      }
      if (!PLAIN.has(value.type)) this.graph.opaque.add(name);
    });
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
const isLabel = (node: AnyNode, child: AnyNode): boolean =>
  ((node.type === 'LabeledStatement' ||
    node.type === 'BreakStatement' ||
    node.type === 'ContinueStatement') &&
    node.label === child) ||
  ((node.type === 'MemberExpression' || node.type === 'PropertyDefinition' || node.type === 'Property') &&
    'computed' in node &&
    !node.computed &&
    ('property' in node ? node.property : node.key) === child);
