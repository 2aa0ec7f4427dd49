import type { SyntaxNode, Tree } from '@lezer/common';
import type { K6Api, Member, Members } from './k6-api.ts';

/** What the names of a script stand for, as far as k6's API tells it. Nothing is run, and no type is inferred beyond it. */
export class TypesOfScript {
  private readonly api: K6Api;
  private readonly text: string;
  private readonly tree: Tree;

  constructor(api: K6Api, text: string, tree: Tree) {
    this.api = api;
    this.text = text;
    this.tree = tree;
  }

  /** What can follow the dot behind an expression. */
  membersOf(expression: SyntaxNode | null): Members | null {
    const found = this.typeOf(expression);
    if (found === null) return null;
    return typeof found === 'string' ? (this.api.types[found] ?? null) : found;
  }

  /** What an object literal can hold: from where it is given, or what it is called. */
  membersOfLiteral(literal: SyntaxNode): Members | null {
    const name = this.typeOfLiteral(literal);
    return name === null ? null : (this.api.types[name] ?? null);
  }

  /** The key under which an object literal stands, as `thresholds` in `{ thresholds: { … } }`. */
  keyOf(literal: SyntaxNode): string | null {
    const property = literal.parent?.name === 'Property' ? literal.parent : null;
    return property ? this.nameOfKey(property) : null;
  }

  /** Names of the metrics that the script makes. */
  metricNames(): string[] {
    const names: string[] = [];
    this.tree.iterate({
      enter: ({ node }) => {
        if (node.name !== 'NewExpression') return;
        const made = this.member(node.firstChild?.nextSibling ?? null);
        const first = node.getChild('ArgList')?.getChild('String');
        if (first && /^(Counter|Gauge|Rate|Trend)$/.test(made?.type ?? '')) names.push(this.string(first));
      },
    });
    return names;
  }

  string(node: SyntaxNode): string {
    return this.source(node).replace(/^['"`]|['"`]$/g, '');
  }

  source({ from, to }: { from: number; to: number }): string {
    return this.text.slice(from, to);
  }

  /** The name of a type, or members that have none. */
  private typeOf(node: SyntaxNode | null): string | Members | null {
    switch (node?.name) {
      case 'VariableName':
        return this.typeOfName(this.source(node), node);
      case 'CallExpression':
        return this.member(node.firstChild)?.type ?? null;
      case 'NewExpression':
        return this.member(node.firstChild?.nextSibling ?? null)?.type ?? null;
      case 'MemberExpression': {
        const member = this.member(node);
        return member?.kind === 'value' ? (member.type ?? null) : null;
      }
      case 'ParenthesizedExpression':
      case 'AwaitExpression':
        return this.typeOf(node.firstChild?.nextSibling ?? null);
      default:
        return null;
    }
  }

  /** What an expression names: something imported, or a member of something known. */
  private member(node: SyntaxNode | null): Member | null {
    if (node?.name === 'VariableName') return this.imported(this.source(node));
    if (node?.name !== 'MemberExpression') return null;
    const name = node.lastChild?.name === 'PropertyName' ? this.source(node.lastChild) : null;
    const members = this.membersOf(node.firstChild);
    return (name !== null && members && (members[name] ?? members['*'])) || null;
  }

  private typeOfName(name: string, at: SyntaxNode): string | Members | null {
    const parameter = this.parameter(name, at);
    if (parameter !== undefined) return parameter;
    const whole = this.importedWhole(name);
    if (whole) return whole;
    const member = this.imported(name);
    if (member) return member.kind === 'value' ? (member.type ?? null) : null;
    const value = this.valueOf(name, at);
    return value && value.to < at.from ? this.typeOf(value) : null;
  }

  /** `undefined` when no function around has such a parameter. Of those in check() it is what is checked. */
  private parameter(name: string, at: SyntaxNode): string | Members | null | undefined {
    for (let node = at.parent; node; node = node.parent) {
      if (node.name !== 'ArrowFunction' && node.name !== 'FunctionExpression') continue;
      const parameters = node.getChild('ParamList')?.getChildren('VariableDefinition') ?? [];
      const index = parameters.findIndex((one) => this.source(one) === name);
      if (index < 0) continue;
      const list = node.parent?.parent?.parent;
      const call = list?.name === 'ArgList' ? list.parent : null;
      const callee = call?.name === 'CallExpression' ? call.firstChild : null;
      if (index > 0 || !list || !callee || this.source(callee) !== 'check') return null;
      return this.typeOf(argumentsOf(list)[0] ?? null);
    }
    return undefined;
  }

  /** The value that a variable is given where it is declared: before the place, the nearest one. */
  private valueOf(name: string, at: SyntaxNode): SyntaxNode | null {
    let found: SyntaxNode | null = null;
    this.tree.iterate({
      to: at.from,
      enter: ({ node }) => {
        if (node.name !== 'VariableDefinition' || this.source(node) !== name) return;
        if (node.nextSibling?.name === 'Equals') found = node.nextSibling.nextSibling;
      },
    });
    return found;
  }

  private typeOfLiteral(literal: SyntaxNode): string | null {
    const { parent } = literal;
    if (parent?.name === 'ArgList') {
      const callee = parent.parent?.name === 'NewExpression' ? parent.prevSibling : parent.parent?.firstChild;
      const place = argumentsOf(parent).findIndex(({ from }) => from === literal.from);
      return this.member(callee ?? null)?.takes?.[place] ?? null;
    }
    if (parent?.name === 'Property') return this.memberOfKey(parent)?.type ?? null;
    if (parent?.name === 'ArrayExpression') {
      const property = parent.parent;
      return property?.name === 'Property' ? (this.memberOfKey(property)?.items ?? null) : null;
    }
    const isOptions =
      parent?.name === 'VariableDeclaration' &&
      parent.parent?.name === 'ExportDeclaration' &&
      this.source(parent.getChild('VariableDefinition') ?? { from: 0, to: 0 }) === 'options';
    return isOptions ? 'Options' : null;
  }

  private memberOfKey(property: SyntaxNode): Member | null {
    const outer = property.parent;
    const members = outer ? this.membersOfLiteral(outer) : null;
    const key = this.nameOfKey(property);
    return (key !== null && members && (members[key] ?? members['*'])) || null;
  }

  private nameOfKey(property: SyntaxNode): string | null {
    const key = property.firstChild;
    if (key?.name === 'PropertyDefinition') return this.source(key);
    return key?.name === 'String' ? this.string(key) : null;
  }

  /** All that a module exports, for what stands for the module as a whole. */
  private importedWhole(name: string): Members | null {
    for (const { module, node } of this.imports()) {
      for (let child = node.firstChild; child; child = child.nextSibling)
        if (child.name === 'VariableDefinition' && this.source(child) === name)
          return this.api.modules[module] ?? null;
    }
    return null;
  }

  private imported(name: string): Member | null {
    for (const { module, node } of this.imports()) {
      const group = node.getChild('ImportGroup');
      for (let child = group?.firstChild ?? null; child; child = child.nextSibling) {
        if (child.name !== 'VariableDefinition' || this.source(child) !== name) continue;
        const renamed = child.prevSibling?.name === 'as' ? child.prevSibling.prevSibling : null;
        return this.api.modules[module]?.[renamed ? this.source(renamed) : name] ?? null;
      }
    }
    return null;
  }

  private imports(): { module: string; node: SyntaxNode }[] {
    return this.tree.topNode.getChildren('ImportDeclaration').flatMap((node) => {
      const from = node.getChild('String');
      return from ? [{ module: this.string(from), node }] : [];
    });
  }
}

function argumentsOf(list: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = list.firstChild; child; child = child.nextSibling)
    if (!/^[(),]$/.test(child.name)) found.push(child);
  return found;
}
