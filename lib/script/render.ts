import { SCRIPT_GLOBALS } from './known-modules.ts';
import { DEFAULT_LOCAL, type ScriptModule, type ScriptProgram } from './program.ts';
import type { Analysis } from './reach/analyse.ts';
import { canWait, isAsync, isPlainAsync, type Site, type Unit } from './reach/unit.ts';
import { type AnyNode, childrenOf, type FunctionNode, isFunction, lineOf } from './syntax.ts';

/**
 * Writes a module as a function of the VU's runtime (`$rh`), its modules (`$rhM`) and the class of what has to be waited
 * for (`$rhP`). A function that may wait becomes a generator that runs at once and goes on when what it waits for is
 * there; it gives its result directly when it did not have to wait. An async function becomes one, too: until its first
 * `await` it holds up whoever called it. Nothing moves to another line.
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

type CallExpression = Extract<AnyNode, { type: 'CallExpression' }>;
type Link = Extract<AnyNode, { type: 'CallExpression' | 'MemberExpression' }>;

class Renderer {
  private readonly module: ScriptModule;
  private readonly program: ScriptProgram;
  private readonly analysis: Analysis;
  /** Where the code being written runs. */
  private unit: Unit | undefined;
  /** A generator stands between the code being written and the method whose `super` it uses. */
  private superIsLost = false;

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
      case 'MethodDefinition':
        return this.unasynced(node) ?? this.plain(node);
      case 'Property':
        if (node.method) return this.unasynced(node) ?? this.plain(node);
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
        if (this.unit && this.isCourse(this.unit)) {
          const breaks = this.breaks(node.start, node.argument.start);
          return `(yield $rh.await(${breaks}${this.text(node.argument)}))`;
        }
        break;
      case 'MetaProperty':
        if (node.meta.name === 'import') return `$rh.meta(${JSON.stringify(this.module.file)})`;
        break;
      case 'MemberExpression':
        if (node.object.type === 'Super' && this.superIsLost)
          return `$rhS(${node.computed ? this.text(node.property) : JSON.stringify(sourceOf(this, node.property))})`;
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
      case 'ChainExpression':
        if (this.mayWait() && this.hasWaitWithin(node.expression)) return this.chainText(node.expression);
        if (this.analysis.siteOf(node.expression)) return this.text(node.expression);
        break;
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

  /** An async function that becomes a generator. */
  private isCourse(unit: Unit): boolean {
    return this.analysis.asyncWaits && isPlainAsync(unit);
  }

  /** It becomes a generator. */
  private isRewritten(unit: Unit): boolean {
    return this.isCourse(unit) || (unit.reach !== 'no' && canWait(unit) && !isAsync(unit.node));
  }

  /** A method that is async no more; null for any other. */
  private unasynced(node: Extract<AnyNode, { type: 'MethodDefinition' | 'Property' }>): string | null {
    const unit = this.analysis.unitOf(node.value);
    if (!unit || !this.isCourse(unit)) return null;
    const before = this.module.source.slice(node.start, node.key.start);
    const own = before.lastIndexOf('async');
    const head = before.slice(0, own) + before.slice(own + 'async'.length);
    return head + this.plain(node).slice(before.length);
  }

  private functionText(node: FunctionNode): string {
    const unit = this.analysis.unitOf(node);
    const before = { unit: this.unit, superIsLost: this.superIsLost };
    this.unit = unit ?? before.unit;
    const rewritten = unit !== undefined && this.isRewritten(unit);
    const keepsSuper = rewritten && unit.usesSuper && !(isArrow(node) && before.superIsLost);
    this.superIsLost = rewritten || (isArrow(node) && before.superIsLost);
    const text = this.functionIn(node, unit, keepsSuper);
    this.unit = before.unit;
    this.superIsLost = before.superIsLost;
    return text;
  }

  private functionIn(node: FunctionNode, unit: Unit | undefined, keepsSuper: boolean): string {
    const { source } = this.module;
    const course = unit !== undefined && this.isCourse(unit);
    if (!unit || (!course && (unit.reach === 'no' || !canWait(unit)))) return this.plain(node);
    if (isAsync(node) && !course)
      return this.plain(node, (child) => (child === node.body ? this.body(node) : null));
    const [first] = node.params;
    const open = source.indexOf(
      '(',
      node.type !== 'ArrowFunctionExpression' && node.id ? node.id.end : node.start,
    );
    const arrow = isArrow(node);
    const bare =
      arrow && first?.type === 'Identifier' && !source.slice(node.start, first.start).includes('(');
    const written = source.slice(node.start, open);
    const head = arrow ? '' : course ? written.replace(/^async\b/, '') : written;
    const parameters = this.parameters(node, bare ? first.start : open);
    const body = this.body(node);
    const inner = `$rh.${course ? 'course' : 'run'}(function*${parameters}${body}.apply(this,$rhA))`;
    const sup = keepsSuper ? 'const $rhS=(k)=>super[k];' : '';
    if (arrow) return sup ? `(...$rhA)=>{${sup}return ${inner}}` : `(...$rhA)=>${inner}`;
    return `${head}(...$rhA){${sup}return ${inner}}`;
  }

  /** The body of a function that may wait, with the names for what it waits for. */
  private body({ body }: FunctionNode): string {
    const outer = this.links;
    this.links = [];
    const text = body.type === 'BlockStatement' ? this.plain(body).slice(1) : `return(${this.text(body)})}`;
    const names = ['$rhT', ...this.links].join();
    this.links = outer;
    return `{let ${names};${text}`;
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
    const { node } = site;
    if (site.reach === 'no' || this.isWithinChain(node)) return this.callText(site);
    return this.awaited(site, this.callText(site));
  }

  private mayWait(): boolean {
    return this.unit !== undefined && canWait(this.unit) && this.unit.reach !== 'no';
  }

  /** A call whose result is waited for, where that is possible. */
  private awaited(site: Site, call: string): string {
    if (!this.mayWait() || !site.canWait) return `$rh.now(${call},${this.placeOf(site.node)})`;
    const native = this.unit && isAsync(this.unit.node) && !this.isCourse(this.unit);
    const wait = native ? 'await $rh.promise($rhT)' : 'yield $rhT';
    return `(($rhT=${call}) instanceof $rhP?${wait}:$rhT)`;
  }

  private placeOf(node: AnyNode): string {
    return JSON.stringify(`${this.module.file}:${lineOf(node)}`);
  }

  /** Names that the function being written needs for the links of optional chains. */
  private links: string[] = [];
  private linkCount = 0;
  private link(): string {
    const name = `$rhC${this.linkCount++}`;
    this.links.push(name);
    return name;
  }

  /** An optional chain in which a call before the last one may wait: link by link, as the language follows it. */
  private chainText(expression: AnyNode): string {
    const links: Link[] = [];
    let base = expression;
    while (base.type === 'CallExpression' || base.type === 'MemberExpression') {
      links.unshift(base);
      base = base.type === 'CallExpression' ? base.callee : base.object;
    }
    let text = this.text(base);
    if (base.type === 'Super') text = 'super';
    let ends = '';
    let before = '';
    /** What `this` is in a call of what `text` stands for, where that is not written in `text`. */
    let self: string | null = null;
    const stopHere = () => {
      const name = this.link();
      before += `((${name}=${text})==null?void 0:`;
      ends += ')';
      text = name;
    };
    links.forEach((node, index) => {
      const next = links[index + 1];
      if (node.type === 'MemberExpression') {
        if (node.optional) stopHere();
        const breaks = this.breaks(node.object.end, node.property.start);
        const key = node.computed ? `[${this.text(node.property)}]` : `.${sourceOf(this, node.property)}`;
        self = null;
        if (next?.type === 'CallExpression' && next.optional) {
          self = this.link();
          text = `(${self}=${text})${breaks}${key}`;
        } else text = `${text}${breaks}${key}`;
        return;
      }
      if (node.optional) stopHere();
      const list = this.list(node);
      const callee = base === node.callee && this.identifierIsImported(base) ? `(0,${text})` : text;
      const call =
        self === null ? `${callee}(${list})` : `${callee}.call(${[self, list].filter(Boolean).join()})`;
      const site = this.analysis.siteOf(node);
      text = site && site.reach !== 'no' ? this.awaited(site, call) : call;
      self = null;
    });
    return `${before}${text}${ends}`;
  }

  private identifierIsImported(node: AnyNode): boolean {
    return node.type === 'Identifier' && this.identifier(node) !== node.name;
  }

  private hasWaitWithin(expression: AnyNode): boolean {
    let node = expression;
    for (
      let outermost = true;
      node.type === 'CallExpression' || node.type === 'MemberExpression';
      outermost = false
    ) {
      const site = this.analysis.siteOf(node);
      if (!outermost && site && site.reach !== 'no') return true;
      node = node.type === 'CallExpression' ? node.callee : node.object;
    }
    return false;
  }

  private callText(site: Site): string {
    const { node } = site;
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
      const { callee } = node;
      if (callee.object.type === 'Super' && this.superIsLost) {
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
          const between = this.breaks(callee.object.end, this.bracketOf(node));
          const list = this.list(node);
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

  /** Where the bracket is that opens the arguments of a call. */
  private bracketOf({ callee }: CallExpression): number {
    return this.module.source.indexOf('(', callee.end);
  }

  /** The arguments of a call, without its brackets. */
  private list(node: CallExpression): string {
    let text = '';
    let at = this.bracketOf(node) + 1;
    for (const argument of node.arguments) {
      text += this.module.source.slice(at, argument.start) + this.text(argument);
      at = argument.end;
    }
    return text + this.module.source.slice(at, node.end - 1);
  }

  /** Whether a call stands in the middle of an optional chain that may end before it. */
  private isWithinChain(node: AnyNode): boolean {
    return this.hasOptional(node) && !this.wholeChains().has(node);
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

const isArrow = (node: FunctionNode): boolean => node.type === 'ArrowFunctionExpression';

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
