import type { ScriptFile } from '../../plan/script.ts';
import { type AnyNode, lineOf, parseModule, staticName } from '../syntax.ts';

type Source = { entry: string; files: Record<string, ScriptFile> };

/** The line of the script on which an option is written, as near as that can be told; null when it cannot. */
export function lineOfOption({ entry, files }: Source, path: readonly PropertyKey[]): number | null {
  const file = files[entry];
  if (!file || !('text' in file)) return null;
  const program = parseModule(entry, file.text);
  // TypeScript is no JavaScript: its text alone is looked at.
  return 'body' in program ? lineInProgram(program.body, path) : lineInText(file.text, path);
}

function lineInProgram(body: readonly AnyNode[], path: readonly PropertyKey[]): number | null {
  const named = (name: string): AnyNode | null => {
    for (const node of body) {
      const declaration = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
      if (declaration?.type !== 'VariableDeclaration') continue;
      for (const { id, init } of declaration.declarations)
        if (id.type === 'Identifier' && id.name === name) return init ?? null;
    }
    return null;
  };
  const local = exportedAs(body, 'options');
  let node = local.name === null ? null : named(local.name);
  let line = node ? lineOf(node) : local.line;
  for (const key of path) {
    if (node?.type === 'Identifier') node = named(node.name);
    const next: Found | null = node && childOf(node, key);
    if (!next) break;
    line = lineOf(next.at);
    node = next.value;
  }
  return line;
}

/** The name at the top level of what is exported under a name, and the line of the export. */
function exportedAs(body: readonly AnyNode[], name: string): { name: string | null; line: number | null } {
  for (const node of body) {
    if (node.type !== 'ExportNamedDeclaration') continue;
    for (const { local, exported } of node.specifiers)
      if (exported.type === 'Identifier' && exported.name === name)
        return {
          name: local.type === 'Identifier' && !node.source ? local.name : null,
          line: lineOf(node),
        };
    if (node.declaration?.type !== 'VariableDeclaration') continue;
    for (const declared of node.declaration.declarations)
      if (declared.id.type === 'Identifier' && declared.id.name === name)
        return { name, line: lineOf(declared) };
  }
  return { name: null, line: null };
}

/** Where a key is written, and the value behind it. */
type Found = { at: AnyNode; value: AnyNode };

function childOf(node: AnyNode, key: PropertyKey): Found | null {
  if (node.type === 'ArrayExpression') {
    const element = typeof key === 'number' ? node.elements[key] : null;
    return element ? { at: element, value: element } : null;
  }
  if (node.type !== 'ObjectExpression') return null;
  // The last one of several counts.
  const own = node.properties.findLast(
    (property) => property.type === 'Property' && staticName(property.key, property.computed) === String(key),
  );
  return own?.type === 'Property' ? { at: own, value: own.value } : null;
}

/** Each key of the path is looked for behind the one before. */
function lineInText(text: string, path: readonly PropertyKey[]): number | null {
  let at = text.search(/^export\s+(const|let|var)\s+options\b/m);
  if (at < 0) return null;
  for (const key of path) {
    if (typeof key !== 'string') continue;
    const written = new RegExp(`(?<![\\w$])["'\`]?${key.replace(/[^\w]/g, '\\$&')}["'\`]?\\s*[:,}]`);
    const found = text.slice(at).search(written);
    if (found < 0) break;
    at += found;
  }
  return text.slice(0, at).split('\n').length;
}
