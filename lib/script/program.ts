import type { Program } from 'acorn';
import { didYouMean } from '../nearest/nearest-name.ts';
import { type KnownModule, refusalOfModule } from './known-modules.ts';
import type { ScriptProblem } from './problem.ts';
import { type Binding, type Names, resolveNames } from './scopes.ts';
import { type AnyNode, boundNames, lineOf, parseModule } from './syntax.ts';

/** What an import or export refers to. `*` is the module as a whole. */
export type ImportedName = { module: number; name: string };

/** Where the value of an export is. */
export type Exported = { local: string } | { from: ImportedName };

export type ScriptModule = {
  kind: 'script';
  index: number;
  file: string;
  source: string;
  program: Program;
  names: Names;
  imports: Map<Binding, ImportedName>;
  exports: Map<string, Exported>;
};
export type ProvidedModule = { kind: 'provided'; index: number; name: string; known: KnownModule };

/** A script with all that it imports; the order is that of execution. */
export type ScriptProgram = {
  modules: (ScriptModule | ProvidedModule)[];
  order: ScriptModule[];
  entry: ScriptModule | null;
};

export type ScriptSources = {
  /** Path of the script within its folder, with `/`. */
  entry: string;
  /** The text of a file; null when there is none. */
  read: (path: string) => string | null;
  /** Takes the types out of TypeScript, keeping lines; throws with a sentence. */
  stripTypes: (text: string) => string;
  /** A module that Rehearsal provides; null when it does not. */
  provided: (specifier: string) => { name: string; known: KnownModule } | null;
  /** The path, for `read`, of what is neither a file beside the script nor provided; null when there is none. */
  locate?: (specifier: string, from: string) => string | null;
};

/** Name of the binding that holds an unnamed default export. */
export const DEFAULT_LOCAL = '$rhDefault';

/** Reads a script and its imports. */
export function readProgram(sources: ScriptSources): { program: ScriptProgram; problems: ScriptProblem[] } {
  const reader = new Reader(sources);
  reader.script(sources.entry, { file: sources.entry, line: null });
  reader.checkImports();
  const { modules, order, problems } = reader;
  const entry = order.find(({ file }) => file === sources.entry) ?? null;
  return { program: { modules, order, entry }, problems };
}

type Place = { file: string; line: number | null };

class Reader {
  readonly modules: (ScriptModule | ProvidedModule)[] = [];
  readonly order: ScriptModule[] = [];
  readonly problems: ScriptProblem[] = [];
  private readonly sources: ScriptSources;
  private readonly byKey = new Map<string, number>();
  private readonly uses: { place: Place; target: ImportedName }[] = [];

  constructor(sources: ScriptSources) {
    this.sources = sources;
  }

  /** Index of the module of a file; null when it cannot be read. */
  script(file: string, asked: Place): number | null {
    const known = this.byKey.get(file);
    if (known !== undefined) return known;
    const text = this.sources.read(file);
    if (text === null) {
      this.problems.push({ ...asked, message: `there is no file ${file}` });
      return null;
    }
    const source = this.javaScript(file, text);
    if (source === null) return null;
    const program = parseModule(file, source);
    if (!('body' in program)) {
      this.problems.push(program);
      return null;
    }
    const module: ScriptModule = {
      kind: 'script',
      index: this.modules.length,
      file,
      source,
      program,
      names: resolveNames(program),
      imports: new Map(),
      exports: new Map(),
    };
    this.modules.push(module);
    this.byKey.set(file, module.index);
    for (const node of program.body) this.statement(node, module);
    this.order.push(module);
    return module.index;
  }

  checkImports(): void {
    for (const { place, target } of this.uses) {
      const names = this.exportsOf(target.module, new Set());
      if (target.name === '*' || names.has(target.name)) continue;
      const module = this.modules[target.module];
      const title = module?.kind === 'script' ? module.file : module?.name;
      const all = [...names].filter((name) => name !== 'default');
      this.problems.push({
        ...place,
        message:
          target.name === 'default'
            ? `${title} has no default export; import {name} from it`
            : `${title} exports no "${target.name}"${didYouMean(target.name, all)}`,
      });
    }
  }

  private exportsOf(index: number, seen: Set<number>): Set<string> {
    const module = this.modules[index];
    if (!module || seen.has(index)) return new Set();
    seen.add(index);
    if (module.kind === 'provided') return new Set(['default', ...module.known.exports]);
    return new Set(module.exports.keys());
  }

  private javaScript(file: string, text: string): string | null {
    if (!file.endsWith('.ts')) return text;
    try {
      return this.sources.stripTypes(text);
    } catch (error) {
      const said = error instanceof Error ? error.message : String(error);
      this.problems.push({ file, line: null, message: `this TypeScript cannot be read: ${said}` });
      return null;
    }
  }

  private resolve(specifier: string, module: ScriptModule, line: number): number | null {
    const place = { file: module.file, line };
    if (/^\.{0,2}\//.test(specifier)) {
      const path = joined(module.file, specifier);
      if (path === null) {
        this.problems.push({
          ...place,
          message: `"${specifier}" lies outside the folder of the script; put the file into that folder`,
        });
        return null;
      }
      const candidates = [path, `${path}.js`, `${path}.ts`, path.replace(/\.js$/, '.ts')];
      const found = candidates.find((one) => this.byKey.has(one) || this.sources.read(one) !== null);
      return this.script(found ?? path, place);
    }
    const located = this.sources.locate?.(specifier, module.file) ?? null;
    if (located !== null) return this.script(located, place);
    const provided = this.sources.provided(specifier);
    if (!provided) {
      this.problems.push({ ...place, message: refusalOfModule(specifier) });
      return null;
    }
    const before = this.byKey.get(provided.name);
    if (before !== undefined) return before;
    const index = this.modules.length;
    this.modules.push({ kind: 'provided', index, ...provided });
    this.byKey.set(provided.name, index);
    return index;
  }

  private statement(node: AnyNode, module: ScriptModule): void {
    const { file, exports } = module;
    const line = lineOf(node);
    const from = (source: AnyNode | null | undefined) =>
      source?.type === 'Literal' ? this.resolve(String(source.value), module, line) : null;
    const use = (target: ImportedName) => {
      this.uses.push({ place: { file, line }, target });
      return target;
    };
    switch (node.type) {
      case 'ImportDeclaration': {
        const target = from(node.source);
        if (target === null) return;
        for (const specifier of node.specifiers) {
          const binding = module.names.top.get(specifier.local.name);
          const name =
            specifier.type === 'ImportSpecifier'
              ? nameOf(specifier.imported)
              : specifier.type === 'ImportDefaultSpecifier'
                ? 'default'
                : '*';
          if (binding) module.imports.set(binding, use({ module: target, name }));
        }
        return;
      }
      case 'ExportNamedDeclaration': {
        const { declaration } = node;
        if (declaration?.type === 'VariableDeclaration') {
          for (const { id } of declaration.declarations)
            for (const { name } of boundNames(id)) exports.set(name, { local: name });
        } else if (declaration?.id) {
          exports.set(declaration.id.name, { local: declaration.id.name });
        }
        const target = node.source ? from(node.source) : null;
        if (node.source && target === null) return;
        for (const specifier of node.specifiers) {
          const local = nameOf(specifier.local);
          exports.set(
            nameOf(specifier.exported),
            target === null ? { local } : { from: use({ module: target, name: local }) },
          );
        }
        return;
      }
      case 'ExportDefaultDeclaration': {
        const { declaration } = node;
        const named =
          (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration') &&
          declaration.id;
        exports.set('default', { local: named ? named.name : DEFAULT_LOCAL });
        return;
      }
      case 'ExportAllDeclaration': {
        const target = from(node.source);
        if (target === null) return;
        if (node.exported) exports.set(nameOf(node.exported), { from: { module: target, name: '*' } });
        else
          for (const name of this.exportsOf(target, new Set()))
            if (name !== 'default' && !exports.has(name))
              exports.set(name, { from: { module: target, name } });
        return;
      }
    }
  }
}

const nameOf = (node: AnyNode): string =>
  node.type === 'Identifier' ? node.name : node.type === 'Literal' ? String(node.value) : '';

/** A path relative to a file of the script's folder; null when it leads out of it. */
export function joined(file: string, specifier: string): string | null {
  if (specifier.startsWith('/')) return null;
  const parts = file.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}
