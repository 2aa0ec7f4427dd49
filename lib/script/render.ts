import { SCRIPT_GLOBALS } from './known-modules.ts';
import { DEFAULT_LOCAL, type ScriptModule, type ScriptProgram } from './program.ts';
import { type Analysis, canWait, isAsync, type Site, type Unit } from './reach.ts';
import { type AnyNode, childrenOf, type FunctionNode, isFunction, lineOf } from './syntax.ts';

/**
 * Writes a module as a function of the VU's runtime (`$rh`), its modules (`$rhM`) and the class of what has to be waited
 * for (`$rhP`). A function that may wait becomes a generator that runs at once and goes on when what it waits for is
 * there; it gives its result directly when it did not have to wait. Nothing moves to another line.
 */
export function renderModule(module: ScriptModule, program: ScriptProgram, analysis: Analysis): string {
  const renderer = new Renderer(module, program, analysis);
  const getters = [...module.exports].map(([name, exported]) => {
    const value =
      'local' in exported ? renderer.localName(exported.local) : renderer.importText(exported.from);
    return `get ${JSON.stringify(name)}(){return ${value}}`;
  });
  const head = `(function($rh,$rhM,$rhP){"use strict";$rh.expose(${module.index},{__proto__:null,${getters.join(',')}});`;
  return `${head}${renderer.text(module.program)}\n})`;
}

/** Names that scripts must leave to the rewriting. */
export const RESERVED = /^\$rh/;

class Renderer {
  private readonly module: ScriptModule;
  private readonly program: ScriptProgram;
  private readonly analysis: Analysis;
  /** Where the code being written runs. */
  private unit: Unit | undefined;

  constructor(module: ScriptModule, program: ScriptProgram, analysis: Analysis) {
    this.module = module;
    this.program = program;
    this.analysis = analysis;
    this.unit = analysis.unitOf(module.program);
  }

  /** The rewritten text of a node. */
  text(node: AnyNode): string {
    if (isFunction(node)) return this.functionText(node);
    const site = this.analysis.siteOf(node);
    if (site) return this.siteText(site);
    switch (node.type) {
      case 'Identifier':
        return this.identifier(node);
      case 'Property':
        if (node.shorthand && node.value.type === 'Identifier') {
          const value = this.identifier(node.value);
          return value === node.value.name ? value : `${node.value.name}:${value}`;
        }
        break;
      case 'ExpressionStatement': {
        const text = this.plain(node);
        // A line without semicolon before it must not become a call of what stands here now.
        return text.startsWith('(') && this.module.source[node.start] !== '(' ? `0,${text}` : text;
      }
      case 'AwaitExpression':
        if (this.unit?.kind === 'top')
          return `$rh.awaited(${this.text(node.argument)},${JSON.stringify(`${this.module.file}:${lineOf(node)}`)})`;
        break;
      case 'MetaProperty':
        if (node.meta.name === 'import') return `$rh.meta(${JSON.stringify(this.module.file)})`;
        break;
      case 'ImportDeclaration':
        return this.blank(node);
      case 'ExportAllDeclaration':
        return this.blank(node);
      case 'ExportNamedDeclaration':
        return node.declaration
          ? this.gap(node.start, node.declaration.start) + this.text(node.declaration)
          : this.blank(node);
      case 'ExportDefaultDeclaration': {
        const { declaration } = node;
        const named =
          (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') &&
          declaration.id;
        const before = this.gap(node.start, declaration.start);
        if (named) return before + this.text(declaration);
        return `${before}const ${DEFAULT_LOCAL}=${this.text(declaration)};`;
      }
      case 'ChainExpression': {
        const inner = this.analysis.siteOf(node.expression);
        if (inner) return this.siteText(inner);
        break;
      }
      case 'PropertyDefinition': {
        const before = this.unit;
        this.unit = this.analysis.unitOf(node) ?? before;
        const text = this.plain(node);
        this.unit = before;
        return text;
      }
    }
    return this.plain(node);
  }

  /** What stands for a name of the module's own, or for what it imports. */
  localName(name: string): string {
    const binding = this.module.names.top.get(name);
    const imported = binding && this.module.imports.get(binding);
    return imported ? this.importText(imported) : name;
  }

  importText({ module, name }: { module: number; name: string }): string {
    return name === '*' ? `$rhM[${module}]` : `$rhM[${module}][${JSON.stringify(name)}]`;
  }

  /** The node's own text with its children rewritten. */
  private plain(node: AnyNode, skip?: (child: AnyNode) => string | null): string {
    let text = '';
    let at = node.start;
    for (const child of childrenOf(node)) {
      if (child.start < at) continue;
      text += this.module.source.slice(at, child.start);
      const own = skip?.(child);
      text +=
        own ?? (isName(node, child) ? this.module.source.slice(child.start, child.end) : this.text(child));
      at = child.end;
    }
    return text + this.module.source.slice(at, node.end);
  }

  private identifier(node: Extract<AnyNode, { type: 'Identifier' }>): string {
    const binding = this.module.names.bindingOf(node);
    const imported = binding && this.module.imports.get(binding);
    if (imported) return this.importText(imported);
    const provided = SCRIPT_GLOBALS[node.name];
    if (!binding && provided && this.isReference(node)) return `$rh.${provided}`;
    return node.name;
  }

  private readonly referenced = new Set<AnyNode>();
  private isReference(node: AnyNode): boolean {
    if (this.referenced.size === 0) for (const one of this.module.names.references) this.referenced.add(one);
    return this.referenced.has(node);
  }

  private functionText(node: FunctionNode): string {
    const unit = this.analysis.unitOf(node);
    const before = this.unit;
    this.unit = unit ?? before;
    const text = this.functionIn(node, unit);
    this.unit = before;
    return text;
  }

  private functionIn(node: FunctionNode, unit: Unit | undefined): string {
    const { source } = this.module;
    if (!unit || unit.reach === 'no' || !canWait(unit)) return this.plain(node);
    if (isAsync(node)) {
      return this.plain(node, (child) => {
        if (child !== node.body) return null;
        return node.body.type === 'BlockStatement'
          ? `{let $rhT;${this.plain(node.body).slice(1)}`
          : `{let $rhT;return(${this.text(node.body)})}`;
      });
    }
    const [first] = node.params;
    const open = source.indexOf(
      '(',
      node.type !== 'ArrowFunctionExpression' && node.id ? node.id.end : node.start,
    );
    const arrow = node.type === 'ArrowFunctionExpression';
    const bare = arrow && first?.type === 'Identifier' && first.start === node.start;
    const head = arrow ? '' : source.slice(node.start, open);
    const parameters = this.parameters(node, bare ? node.start : open);
    const body =
      node.body.type === 'BlockStatement'
        ? `{let $rhT;${this.plain(node.body).slice(1)}`
        : `{let $rhT;return(${this.text(node.body)})}`;
    const inner = `$rh.run(function*${parameters}${body}.apply(this,$rhA))`;
    const sup = unit.usesSuper ? 'const $rhS=(k)=>super[k];' : '';
    if (arrow) return sup ? `(...$rhA)=>{${sup}return ${inner}}` : `(...$rhA)=>${inner}`;
    return `${head}(...$rhA){${sup}return ${inner}}`;
  }

  /** The parameters in their brackets, with the line breaks up to the body. */
  private parameters(node: FunctionNode, from: number): string {
    const { source } = this.module;
    const bare = source[from] !== '(';
    let text = bare ? '(' : '';
    let at = from;
    for (const parameter of node.params) {
      text += source.slice(at, parameter.start) + this.text(parameter);
      at = parameter.end;
    }
    let rest = source.slice(at, node.body.start);
    if (node.type === 'ArrowFunctionExpression') {
      rest = rest.replace('=>', '');
      // An expression as the body may stand in brackets, which the node itself leaves out.
      const close = bare ? -1 : rest.indexOf(')');
      rest = rest.slice(0, close + 1) + rest.slice(close + 1).replace(/[^\n]/g, '');
    }
    return text + (bare ? `)${rest}` : rest);
  }

  private siteText(site: Site): string {
    const { unit } = this;
    const { node } = site;
    const waits = unit !== undefined && canWait(unit) && site.canWait && unit.reach !== 'no';
    const chain = this.chainOf(node);
    if (site.reach === 'no' || chain === 'within') return this.callText(site, unit);
    const call = this.callText(site, unit);
    if (!waits) return `$rh.now(${call},${JSON.stringify(`${this.module.file}:${lineOf(node)}`)})`;
    const wait = unit && isAsync(unit.node) ? 'await $rh.promise($rhT)' : 'yield $rhT';
    return `(($rhT=${call}) instanceof $rhP?${wait}:$rhT)`;
  }

  private callText(site: Site, unit: Unit | undefined): string {
    const { node } = site;
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      const { callee } = node;
      if (callee.object.type === 'Super' && unit && this.usesSuperArrow(unit)) {
        const key = callee.computed
          ? this.text(callee.property)
          : JSON.stringify(sourceOf(this, callee.property));
        const rest = node.arguments.map((argument) => `,${this.text(argument)}`).join('');
        return `$rhS(${key}).call(this${rest})`;
      }
      if (site.passesCallback && callee.object.type !== 'Super' && !node.optional && !callee.optional) {
        const key = callee.computed
          ? this.text(callee.property)
          : JSON.stringify(sourceOf(this, callee.property));
        if (callee.property.type !== 'PrivateIdentifier') {
          const between = this.breaks(callee.object.end, node.arguments[0]?.start ?? node.end);
          const list = this.list(node.arguments, node.end);
          return `$rh.call(${this.text(callee.object)},${between}${key},[${list}],${JSON.stringify(`${this.module.file}:${lineOf(node)}`)})`;
        }
      }
    }
    if (
      node.type === 'CallExpression' &&
      node.callee.type === 'Identifier' &&
      this.identifier(node.callee) !== node.callee.name
    ) {
      const name = this.identifier(node.callee);
      return this.plain(node, (child) => (child === node.callee ? `(0,${name})` : null));
    }
    return this.plain(node);
  }

  private usesSuperArrow(unit: Unit): boolean {
    return unit.usesSuper && unit.reach !== 'no' && canWait(unit) && !isAsync(unit.node);
  }

  private list(nodes: readonly AnyNode[], end: number): string {
    let text = '';
    let at = nodes[0]?.start ?? end;
    for (const node of nodes) {
      text += this.module.source.slice(at, node.start) + this.text(node);
      at = node.end;
    }
    return text + this.module.source.slice(at, end).replace(/\)\s*$/, '');
  }

  /** Whether a call stands in the middle of an optional chain that may end before it. */
  private chainOf(node: AnyNode): 'whole' | 'within' | 'none' {
    if (!this.hasOptional(node)) return 'none';
    return this.wholeChains().has(node) ? 'whole' : 'within';
  }

  private chains: Set<AnyNode> | null = null;
  private wholeChains(): Set<AnyNode> {
    if (this.chains) return this.chains;
    const found = new Set<AnyNode>();
    const pending: AnyNode[] = [this.module.program];
    for (let node = pending.pop(); node; node = pending.pop()) {
      if (node.type === 'ChainExpression') found.add(node.expression);
      pending.push(...childrenOf(node));
    }
    this.chains = found;
    return found;
  }

  private hasOptional(node: AnyNode): boolean {
    if (node.type === 'CallExpression') return node.optional || this.hasOptional(node.callee);
    if (node.type === 'MemberExpression') return node.optional || this.hasOptional(node.object);
    return false;
  }

  private blank(node: AnyNode): string {
    return this.breaks(node.start, node.end);
  }

  private breaks(from: number, to: number): string {
    return this.module.source.slice(from, to).replace(/[^\n]/g, '');
  }

  private gap(from: number, to: number): string {
    return this.breaks(from, to);
  }

  sourceText(node: AnyNode): string {
    return this.module.source.slice(node.start, node.end);
  }
}

const sourceOf = (renderer: Renderer, node: AnyNode): string =>
  node.type === 'Literal' ? String(node.value) : renderer.sourceText(node);

/** A child that is a name and no reference: what stands behind a dot, a key, a label, an own name. */
function isName(node: AnyNode, child: AnyNode): boolean {
  switch (node.type) {
    case 'MemberExpression':
      return !node.computed && node.property === child;
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return !node.computed && node.key === child;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return node.label === child;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ClassDeclaration':
    case 'ClassExpression':
      return node.id === child;
    default:
      return false;
  }
}
