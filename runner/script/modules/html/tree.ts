import type { AnyNode, ChildNode, Document, Element, ParentNode } from 'domhandler';
import { parse } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';

export type { AnyNode, ChildNode, Document, Element, ParentNode };

/** A whole document, as a browser would build it: `html`, `head` and `body` are there in any case. */
export function parseDocument(html: string): Document {
  return parse(html, { treeAdapter: adapter });
}

export function isElement(node: AnyNode | null | undefined): node is Element {
  return node !== null && node !== undefined && adapter.isElementNode(node);
}

export function childrenOf(node: AnyNode): readonly ChildNode[] {
  return 'children' in node ? node.children : [];
}

export function elementChildrenOf(node: AnyNode): Element[] {
  return childrenOf(node).filter(isElement);
}

/** The text of a node and of all below it, in document order. */
export function textOf(node: AnyNode): string {
  if (node.type === 'text') return node.data;
  let text = '';
  for (const child of childrenOf(node)) text += textOf(child);
  return text;
}

export function attributeOf(node: AnyNode | undefined, name: string): string | undefined {
  return isElement(node) && Object.hasOwn(node.attribs, name) ? node.attribs[name] : undefined;
}

export function documentOf(node: AnyNode): AnyNode {
  let root = node;
  while (root.parent !== null) root = root.parent;
  return root;
}

/** All elements below a node, in document order. */
export function* elementsBelow(node: AnyNode): Generator<Element> {
  for (const child of childrenOf(node)) {
    if (!isElement(child)) continue;
    yield child;
    yield* elementsBelow(child);
  }
}

/** The nearest element above a node that is called so. */
export function ancestorNamed(node: AnyNode, name: string): Element | undefined {
  for (let above = node.parent; above !== null; above = above.parent) {
    if (isElement(above) && above.name === name) return above;
  }
  return undefined;
}
