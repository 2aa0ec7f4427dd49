import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import type { ts as typescript } from '@ts-morph/common';
import type { K6Api, Member, Members } from '../components/script/complete/k6-api.ts';

// The TypeScript of this project has no programming interface.
const { ts } = createRequire(import.meta.url)('@ts-morph/common') as { ts: typeof typescript };

/** What the types of k6 need of the language, to tell lists, records and promises apart. */
const BASICS = '/basics.d.ts';
const BASIC_TYPES = `
interface Array<T> { [index: number]: T; length: number }
interface ReadonlyArray<T> { readonly [index: number]: T; readonly length: number }
interface Promise<T> { then<R>(next: (value: T) => R): Promise<R> }
interface ArrayBuffer { readonly byteLength: number }
type Record<K extends string, T> = { [P in K]: T };
type Partial<T> = { [P in keyof T]?: T[P] };
type Pick<T, K extends keyof T> = { [P in K]: T[P] };
type Exclude<T, U> = T extends U ? never : T;
type Omit<T, K> = Pick<T, Exclude<keyof T, K>>;
${[
  'Boolean',
  'CallableFunction',
  'Function',
  'IArguments',
  'NewableFunction',
  'Number',
  'Object',
  'RegExp',
  'String',
]
  .map((name) => `interface ${name} {}`)
  .join('\n')}`;
const folder = join(import.meta.dirname, '..', 'node_modules', '@types', 'k6');
/** Modules that Rehearsal does not have, and that are large. */
const LEFT_OUT = /^(browser|net|secrets|experimental\/streams)\b/;
/** Not listed: they brand types, or stand on every object. */
const NO_MEMBERS = /^(__brand|\[|constructor$)/;

export const K6_API_FILE = join(import.meta.dirname, '..', 'components/script/complete/k6-api.json');

/** The API of k6 as far as it can be completed, as the text of a JSON file. */
export function k6ApiText(): string {
  const files = declarationFiles(folder);
  const options: typescript.CompilerOptions = {
    noLib: true,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    module: ts.ModuleKind.Node16,
    noEmit: true,
    types: [],
    strict: true,
  };
  const host = ts.createCompilerHost(options);
  const readFile = host.getSourceFile;
  host.getSourceFile = (name, ...rest) =>
    name === BASICS ? ts.createSourceFile(name, BASIC_TYPES, rest[0]) : readFile(name, ...rest);
  const program = ts.createProgram([BASICS, ...files.values()], options, host);
  const reader = new Reader(program.getTypeChecker());
  const modules: K6Api['modules'] = {};
  for (const [name, file] of files) {
    const source = program.getSourceFile(file);
    const symbol = source && reader.checker.getSymbolAtLocation(source);
    if (symbol) modules[name] = reader.module(symbol);
  }
  const types = Object.fromEntries([...reader.types].sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${withoutEmpty({ modules, types })}\n`;
}

/** As JSON, without types that have no members. */
function withoutEmpty(api: K6Api): string {
  const { types } = api;
  const isEmpty = (name: unknown) => typeof name === 'string' && Object.keys(types[name] ?? {}).length === 0;
  const kept = Object.fromEntries(Object.entries(types).filter(([name]) => !isEmpty(name)));
  return JSON.stringify({ ...api, types: kept }, (key, value: unknown) => {
    if ((key === 'type' || key === 'items') && isEmpty(value)) return undefined;
    if (key !== 'takes' || !Array.isArray(value)) return value;
    const takes = value.map((name) => (isEmpty(name) ? null : name));
    return takes.some((name) => name !== null) ? takes : undefined;
  });
}

/** By the name under which scripts import them. */
function declarationFiles(from: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(from).sort()) {
    const path = join(from, entry);
    if (LEFT_OUT.test(relative(folder, path))) continue;
    if (statSync(path).isDirectory())
      for (const [name, file] of declarationFiles(path)) found.set(name, file);
    else if (entry === 'index.d.ts')
      found.set(join('k6', relative(folder, from)).replaceAll('\\', '/'), path);
  }
  return found;
}

class Reader {
  readonly types = new Map<string, Members>();
  readonly checker: typescript.TypeChecker;
  private readonly named = new Map<typescript.Symbol, string>();

  constructor(checker: typescript.TypeChecker) {
    this.checker = checker;
  }

  module(symbol: typescript.Symbol): K6Api['modules'][string] {
    const exports: Members = {};
    for (const one of this.checker.getExportsOfModule(symbol)) {
      const target = one.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(one) : one;
      if (!(target.flags & ts.SymbolFlags.Value)) continue;
      const type = this.checker.getTypeOfSymbol(target);
      // The default export of every module of k6 is what it exports by name.
      if (one.name !== 'default') exports[one.name] = this.member(target, type);
    }
    return sorted(exports);
  }

  private member(symbol: typescript.Symbol, type: typescript.Type): Member {
    const [made] = type.getConstructSignatures();
    if (made) return { kind: 'class', ...this.call(made) };
    const [called] = this.checker.getNonNullableType(type).getCallSignatures();
    if (called) return { kind: 'function', ...this.call(called) };
    const items = this.checker.getIndexTypeOfType(this.checker.getNonNullableType(type), ts.IndexKind.Number);
    const item = items ? this.nameOf(items, `one of ${symbol.name}`) : null;
    if (item !== null) return { kind: 'value', items: item };
    const name = this.nameOf(type, symbol.name);
    return { kind: 'value', ...(name !== null && { type: name }) };
  }

  private call(signature: typescript.Signature): Omit<Member, 'kind'> {
    const type = this.nameOf(signature.getReturnType(), null);
    const parameters = signature.getParameters();
    const takes = parameters.map((one) => this.nameOf(this.checker.getTypeOfSymbol(one), null));
    const call = parameters.map((one) => `${one.name}${isOptional(one) ? '?' : ''}`).join(', ');
    return {
      ...(type !== null && { type }),
      call: `(${call})`,
      ...(takes.some((one) => one !== null) && { takes }),
    };
  }

  /** The name under which the members of a type are kept; null when none of them are k6's. */
  private nameOf(type: typescript.Type, otherwise: string | null): string | null {
    const whole = this.checker.getNonNullableType(type);
    const parts = (whole.isUnion() ? whole.types : [whole]).filter(isOfK6);
    const [first] = parts;
    if (!first) return null;
    const alias = whole.aliasSymbol ?? first.aliasSymbol;
    const symbol = parts.length > 1 && whole.aliasSymbol ? whole.aliasSymbol : first.symbol;
    const own = symbol.name.startsWith('__') ? (alias?.name ?? otherwise) : symbol.name;
    if (own === null) return null;
    // Each kind of element has dozens of members of its own, which scripts hardly use.
    const name = /.Element$/.test(own) ? 'Element' : own;
    return this.keep(name, symbol, parts);
  }

  private keep(wanted: string, symbol: typescript.Symbol, parts: typescript.Type[]): string {
    if (wanted === 'Element' && this.types.has(wanted)) return wanted;
    const before = this.named.get(symbol);
    if (before !== undefined) return before;
    let name = wanted;
    for (let more = 2; this.types.has(name); more++) name = `${wanted} ${more}`;
    this.named.set(symbol, name);
    const members: Members = {};
    this.types.set(name, members);
    for (const part of parts) {
      for (const property of this.checker.getPropertiesOfType(part)) {
        if (NO_MEMBERS.test(property.name) || !isPublic(property)) continue;
        members[property.name] ??= this.member(property, this.checker.getTypeOfSymbol(property));
      }
      const any = this.checker.getIndexTypeOfType(part, ts.IndexKind.String);
      const named = any ? this.nameOf(any, `one of ${wanted}`) : null;
      if (named !== null) members['*'] = { kind: 'value', type: named };
    }
    return name;
  }
}

function isOfK6(type: typescript.Type): boolean {
  const symbol = type.symbol as typescript.Symbol | undefined;
  const place = symbol?.declarations?.[0]?.getSourceFile().fileName ?? '';
  return (
    place.includes('/@types/k6/') &&
    symbol?.name !== 'JSONArray' &&
    type.getCallSignatures().length === 0 &&
    !isEnumMember(symbol)
  );
}

const isEnumMember = (symbol: typescript.Symbol | undefined): boolean =>
  ((symbol?.flags ?? 0) & (ts.SymbolFlags.EnumMember | ts.SymbolFlags.Enum)) !== 0;

const sorted = (members: Members): Members =>
  Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));

function isOptional(parameter: typescript.Symbol): boolean {
  const declaration = parameter.valueDeclaration;
  return declaration !== undefined && ts.isParameter(declaration) && declaration.questionToken !== undefined;
}

function isPublic({ valueDeclaration }: typescript.Symbol): boolean {
  if (!valueDeclaration) return true;
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return (ts.getCombinedModifierFlags(valueDeclaration) & hidden) === 0;
}
