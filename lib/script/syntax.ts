import { type AnyNode, type Program, parse } from 'acorn';
import type { ScriptProblem } from './problem.ts';

export type { AnyNode };

/** The functions of a script, and the parts of classes that run like functions without arguments. */
export type FunctionNode = Extract<
  AnyNode,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;
export type CallNode = Extract<
  AnyNode,
  { type: 'CallExpression' | 'NewExpression' | 'TaggedTemplateExpression' }
>;

export function isFunction(node: AnyNode): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

/** Parses a module of JavaScript. */
export function parseModule(file: string, source: string): Program | ScriptProblem {
  try {
    return parse(source, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      locations: true,
      allowHashBang: true,
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { loc } = error as SyntaxError & { loc?: { line: number; column: number } };
    const message = error.message.replace(/ \(\d+:\d+\)$/, '');
    const place = loc ? ` (column ${loc.column + 1})` : '';
    return { file, line: loc?.line ?? null, message: `this is not JavaScript: ${message}${place}` };
  }
}

export const lineOf = (node: AnyNode): number => node.loc?.start.line ?? 1;

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** The nodes directly below a node, in the order in which they are written. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (key === 'loc') continue;
    if (Array.isArray(value)) for (const item of value) isNode(item) && children.push(item);
    else if (isNode(value)) children.push(value);
  }
  if (node.type === 'Property' && node.shorthand) return [node.value];
  if (node.type === 'ImportSpecifier' || node.type === 'ExportSpecifier') return [];
  return children.sort((a, b) => a.start - b.start);
}

/** The name by which a property is written, when it does not depend on a value. */
export function staticName(key: AnyNode, computed: boolean): string | null {
  if (!computed && key.type === 'Identifier') return key.name;
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  if (key.type === 'Literal') return String(key.value);
  return null;
}

/** Identifiers that a pattern declares. */
export function* boundNames(pattern: AnyNode): Generator<Extract<AnyNode, { type: 'Identifier' }>> {
  switch (pattern.type) {
    case 'Identifier':
      yield pattern;
      return;
    case 'ObjectPattern':
      for (const property of pattern.properties)
        yield* boundNames(property.type === 'Property' ? property.value : property);
      return;
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element) yield* boundNames(element);
      return;
    case 'AssignmentPattern':
      yield* boundNames(pattern.left);
      return;
    case 'RestElement':
      yield* boundNames(pattern.argument);
      return;
  }
}
