import type { Program } from 'acorn';
import { type AnyNode, boundNames, childrenOf, type FunctionNode, isFunction } from './syntax.ts';

type Identifier = Extract<AnyNode, { type: 'Identifier' }>;

/** What a name stands for. */
export type Binding = {
  name: string;
  kind: 'import' | 'function' | 'class' | 'variable' | 'parameter';
  /** The function or class that it always is; null when that is not known. */
  value: AnyNode | null;
  /** Something assigns to it after its declaration. */
  reassigned: boolean;
};

/** Names of a module, resolved. A free name (a global) has no binding. */
export type Names = {
  bindingOf: (identifier: Identifier) => Binding | undefined;
  /** Bindings of the module's own top level. */
  top: Map<string, Binding>;
  /** All identifiers that are read or assigned, in order: not declarations, property names and labels. */
  references: Identifier[];
};

class Scope {
  readonly names = new Map<string, Binding>();
  readonly parent: Scope | null;
  /** Where `var` goes. */
  readonly ofFunction: Scope;
  constructor(parent: Scope | null, isFunctionScope: boolean) {
    this.parent = parent;
    this.ofFunction = isFunctionScope || !parent ? this : parent.ofFunction;
  }

  find(name: string): Binding | undefined {
    for (let scope: Scope | null = this; scope; scope = scope.parent) {
      const binding = scope.names.get(name);
      if (binding) return binding;
    }
    return undefined;
  }

  declare(name: string, kind: Binding['kind'], value: AnyNode | null): void {
    const before = this.names.get(name);
    if (before) {
      before.reassigned = true;
      before.value = null;
    } else this.names.set(name, { name, kind, value, reassigned: false });
  }
}

/** Resolves the names of a module. */
export function resolveNames(program: Program): Names {
  const top = new Scope(null, true);
  const references: { identifier: Identifier; scope: Scope; assigns: boolean }[] = [];
  const note = (identifier: Identifier, scope: Scope, assigns: boolean) =>
    references.push({ identifier, scope, assigns });

  /** Declares what stands directly in a list of statements and, for `var`, below. */
  const hoist = (node: AnyNode, scope: Scope, direct: boolean): void => {
    switch (node.type) {
      case 'ImportDeclaration':
        for (const specifier of node.specifiers) scope.declare(specifier.local.name, 'import', null);
        return;
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration':
        if (node.declaration) hoist(node.declaration, scope, direct);
        return;
      case 'FunctionDeclaration':
        if (direct && node.id) scope.declare(node.id.name, 'function', node);
        return;
      case 'ClassDeclaration':
        if (direct && node.id) scope.declare(node.id.name, 'class', node);
        return;
      case 'VariableDeclaration': {
        if (node.kind !== 'var' && !direct) return;
        const target = node.kind === 'var' ? scope.ofFunction : scope;
        for (const { id, init } of node.declarations)
          for (const name of boundNames(id))
            target.declare(name.name, 'variable', id.type === 'Identifier' ? functionOrClass(init) : null);
        return;
      }
    }
    if (isFunction(node) || isExpressionLike(node)) return;
    for (const child of childrenOf(node)) hoist(child, scope, false);
  };

  const visitAll = (nodes: readonly AnyNode[], scope: Scope) => {
    for (const node of nodes) hoist(node, scope, true);
    for (const node of nodes) visit(node, scope);
  };

  const visitCases = (cases: readonly Extract<AnyNode, { type: 'SwitchCase' }>[], scope: Scope) => {
    for (const one of cases) for (const statement of one.consequent) hoist(statement, scope, true);
    for (const one of cases) {
      if (one.test) visit(one.test, scope);
      for (const statement of one.consequent) visit(statement, scope);
    }
  };

  const pattern = (node: AnyNode, scope: Scope, assigns: boolean): void => {
    switch (node.type) {
      case 'Identifier':
        if (assigns) note(node, scope, true);
        return;
      case 'MemberExpression':
        visit(node, scope);
        return;
      case 'ObjectPattern':
        for (const property of node.properties) {
          if (property.type === 'RestElement') pattern(property.argument, scope, assigns);
          else {
            if (property.computed) visit(property.key, scope);
            pattern(property.value, scope, assigns);
          }
        }
        return;
      case 'ArrayPattern':
        for (const element of node.elements) if (element) pattern(element, scope, assigns);
        return;
      case 'AssignmentPattern':
        pattern(node.left, scope, assigns);
        visit(node.right, scope);
        return;
      case 'RestElement':
        pattern(node.argument, scope, assigns);
        return;
    }
  };

  const visitFunction = (node: FunctionNode, outer: Scope): void => {
    const scope = new Scope(outer, true);
    if (node.type === 'FunctionExpression' && node.id) scope.declare(node.id.name, 'function', node);
    for (const parameter of node.params)
      for (const { name } of boundNames(parameter)) scope.names.set(name, parameterBinding(name));
    for (const parameter of node.params) pattern(parameter, scope, false);
    if (node.body.type === 'BlockStatement') visitAll(node.body.body, scope);
    else visit(node.body, scope);
  };

  const visit = (node: AnyNode, scope: Scope): void => {
    if (isFunction(node)) {
      visitFunction(node, scope);
      return;
    }
    switch (node.type) {
      case 'Identifier':
        note(node, scope, false);
        return;
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        return;
      case 'ExportNamedDeclaration':
        if (node.declaration) visit(node.declaration, scope);
        else if (!node.source)
          for (const { local } of node.specifiers) if (local.type === 'Identifier') note(local, scope, false);
        return;
      case 'MemberExpression':
        visit(node.object, scope);
        if (node.computed) visit(node.property, scope);
        return;
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
        if (node.computed) visit(node.key, scope);
        if (node.value) visit(node.value, scope);
        return;
      case 'LabeledStatement':
        visit(node.body, scope);
        return;
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return;
      case 'VariableDeclarator':
        pattern(node.id, scope, false);
        if (node.init) visit(node.init, scope);
        return;
      case 'AssignmentExpression':
        pattern(node.left, scope, true);
        visit(node.right, scope);
        return;
      case 'UpdateExpression':
        pattern(node.argument, scope, true);
        return;
      case 'ForInStatement':
      case 'ForOfStatement': {
        const inner = new Scope(scope, false);
        if (node.left.type === 'VariableDeclaration') visitAll([node.left], inner);
        else pattern(node.left, inner, true);
        visit(node.right, inner);
        visit(node.body, inner);
        return;
      }
      case 'ForStatement': {
        const inner = new Scope(scope, false);
        if (node.init) visitAll([node.init], inner);
        for (const part of [node.test, node.update, node.body]) if (part) visit(part, inner);
        return;
      }
      case 'BlockStatement':
      case 'StaticBlock':
        visitAll(node.body, new Scope(scope, node.type === 'StaticBlock'));
        return;
      case 'SwitchStatement':
        visit(node.discriminant, scope);
        visitCases(node.cases, new Scope(scope, false));
        return;
      case 'CatchClause': {
        const inner = new Scope(scope, false);
        if (node.param) {
          for (const { name } of boundNames(node.param)) inner.names.set(name, parameterBinding(name));
          pattern(node.param, inner, false);
        }
        visitAll(node.body.body, inner);
        return;
      }
      case 'ClassDeclaration':
      case 'ClassExpression': {
        if (node.superClass) visit(node.superClass, scope);
        const inner = new Scope(scope, false);
        if (node.id) inner.declare(node.id.name, 'class', node);
        visit(node.body, inner);
        return;
      }
    }
    for (const child of childrenOf(node)) visit(child, scope);
  };

  visitAll(program.body, top);
  const resolved = new Map<Identifier, Binding | undefined>();
  for (const { identifier, scope, assigns } of references) {
    const binding = scope.find(identifier.name);
    resolved.set(identifier, binding);
    if (binding && assigns) binding.reassigned = true;
  }
  return {
    bindingOf: (identifier) => resolved.get(identifier),
    top: top.names,
    references: references.map(({ identifier }) => identifier),
  };
}

const parameterBinding = (name: string): Binding => ({
  name,
  kind: 'parameter',
  value: null,
  reassigned: false,
});

function functionOrClass(init: AnyNode | null | undefined): AnyNode | null {
  return init && (isFunction(init) || init.type === 'ClassExpression') ? init : null;
}

/** No `var` can stand below these, functions aside. */
const isExpressionLike = (node: AnyNode): boolean =>
  node.type.endsWith('Expression') || node.type === 'ClassDeclaration' || node.type === 'VariableDeclaration';
