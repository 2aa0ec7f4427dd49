import type { ScriptModule } from '../program.ts';
import { type AnyNode, type CallNode, type FunctionNode, isFunction } from '../syntax.ts';

/** Whether a piece of a script waits for a request or a pause. What is only possible is decided when it happens. */
export type Reach = 'no' | 'maybe' | 'surely';

export type Callee =
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

const ORDER: Record<Reach, number> = { no: 0, maybe: 1, surely: 2 };
export const higher = (a: Reach, b: Reach): Reach => (ORDER[a] >= ORDER[b] ? a : b);

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

export function titleOf(node: FunctionNode): string {
  return 'id' in node && node.id ? node.id.name : 'a function';
}
