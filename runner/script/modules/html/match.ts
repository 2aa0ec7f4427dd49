import { compile } from 'css-select';
import { type AnyNode, type Element, elementsBelow, isElement } from './tree.ts';

type Match = (element: Element) => boolean;

/** Compiled selectors of a worker: a script has a handful and asks for each of them again and again. */
const compiled = new Map<string, Match>();
const MOST = 500;

/** A selector that cannot be read matches nothing, as it does in k6. */
export function matchOf(selector: string): Match {
  let match = compiled.get(selector);
  if (match === undefined) {
    match = compileOrNothing(selector);
    if (compiled.size >= MOST) compiled.clear();
    compiled.set(selector, match);
  }
  return match;
}

function compileOrNothing(selector: string): Match {
  if (selector.trim() === '') return () => false;
  try {
    const match = compile<AnyNode, Element>(selector);
    return (element) => match(element);
  } catch {
    return () => false;
  }
}

export function matches(node: AnyNode | null | undefined, selector: string): boolean {
  return isElement(node) && matchOf(selector)(node);
}

export function* findBelow(node: AnyNode, selector: string): Generator<Element> {
  const match = matchOf(selector);
  for (const element of elementsBelow(node)) if (match(element)) yield element;
}
