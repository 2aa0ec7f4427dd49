import { findBelow, matches } from './match.ts';
import { innerHtml, outerHtml } from './render.ts';
import {
  type AnyNode,
  attributeOf,
  childrenOf,
  documentOf,
  elementChildrenOf,
  elementsBelow,
  isElement,
  textOf,
} from './tree.ts';
import { classOf } from './typed-elements.ts';

const XHTML = 'http://www.w3.org/1999/xhtml';

/** One attribute of an element. */
export class Attribute {
  readonly name: string;
  readonly value: string;
  readonly ownerElement: ElementWrapper;
  constructor(name: string, value: string, ownerElement: ElementWrapper) {
    this.name = name;
    this.value = value;
    this.ownerElement = ownerElement;
  }
  localName(): string {
    return this.name.slice(this.name.indexOf(':') + 1);
  }
  prefix(): string {
    return this.name.includes(':') ? this.name.slice(0, this.name.indexOf(':')) : '';
  }
  namespaceURI(): string {
    return '';
  }
}

/** k6's `Element`: any node of a document. What does not exist is undefined. */
export class ElementWrapper {
  readonly #node: AnyNode;

  constructor(node: AnyNode) {
    this.#node = node;
  }

  static nodeOf(element: ElementWrapper): AnyNode {
    return element.#node;
  }

  nodeName(): string {
    const node = this.#node;
    if (isElement(node)) return node.name;
    return { text: '#text', comment: '#comment', root: '#document' }[node.type as string] ?? '!doctype';
  }
  nodeType(): number {
    if (isElement(this.#node)) return 1;
    return { text: 3, comment: 8, root: 9 }[this.#node.type as string] ?? 10;
  }
  nodeValue(): string | undefined {
    return this.#node.type === 'text' || this.#node.type === 'comment' ? this.#node.data : undefined;
  }
  textContent(): string {
    return textOf(this.#node);
  }
  innerHTML(): string {
    return innerHtml(this.#node);
  }
  toString(): string {
    return isElement(this.#node) ? '[object html.Node]' : outerHtml(this.#node);
  }
  id(): string {
    return this.getAttribute('id') ?? '';
  }
  className(): string {
    return this.getAttribute('class') ?? '';
  }
  classList(): string[] {
    return this.className().split(/\s+/).filter(Boolean);
  }
  lang(): string | undefined {
    return this.getAttribute('lang');
  }
  namespaceURI(): string {
    return XHTML;
  }
  isDefaultNamespace(): boolean {
    return true;
  }

  getAttribute(name: unknown): string | undefined {
    return attributeOf(this.#node, String(name));
  }
  getAttributeNode(name: unknown): Attribute | undefined {
    const value = this.getAttribute(name);
    return value === undefined ? undefined : new Attribute(String(name), value, this);
  }
  attributes(): Record<string, Attribute> {
    if (!isElement(this.#node)) return {};
    return Object.fromEntries(
      Object.entries(this.#node.attribs).map(([name, value]) => [name, new Attribute(name, value, this)]),
    );
  }
  hasAttribute(name: unknown): boolean {
    return this.getAttribute(name) !== undefined;
  }
  hasAttributes(): boolean {
    return isElement(this.#node) && Object.keys(this.#node.attribs).length > 0;
  }

  childNodes(): ElementWrapper[] {
    return childrenOf(this.#node).map(wrap);
  }
  children(): ElementWrapper[] {
    return elementChildrenOf(this.#node).map(wrap);
  }
  childElementCount(): number {
    return elementChildrenOf(this.#node).length;
  }
  hasChildNodes(): boolean {
    return childrenOf(this.#node).length > 0;
  }
  firstChild(): ElementWrapper | undefined {
    return maybe(childrenOf(this.#node)[0]);
  }
  lastChild(): ElementWrapper | undefined {
    return maybe(childrenOf(this.#node).at(-1));
  }
  firstElementChild(): ElementWrapper | undefined {
    return maybe(elementChildrenOf(this.#node)[0]);
  }
  lastElementChild(): ElementWrapper | undefined {
    return maybe(elementChildrenOf(this.#node).at(-1));
  }
  nextSibling(): ElementWrapper | undefined {
    return maybe(this.#node.next);
  }
  previousSibling(): ElementWrapper | undefined {
    return maybe(this.#node.prev);
  }
  nextElementSibling(): ElementWrapper | undefined {
    let node = this.#node.next;
    while (node !== null && !isElement(node)) node = node.next;
    return maybe(node);
  }
  previousElementSibling(): ElementWrapper | undefined {
    let node = this.#node.prev;
    while (node !== null && !isElement(node)) node = node.prev;
    return maybe(node);
  }
  parentNode(): ElementWrapper | undefined {
    return maybe(this.#node.parent);
  }
  parentElement(): ElementWrapper | undefined {
    return isElement(this.#node.parent) ? wrap(this.#node.parent) : undefined;
  }
  ownerDocument(): ElementWrapper | undefined {
    const root = documentOf(this.#node);
    return root === this.#node ? undefined : wrap(root);
  }

  contains(other: unknown): boolean {
    if (!(other instanceof ElementWrapper)) return false;
    for (let node = other.#node.parent; node !== null; node = node.parent)
      if (node === this.#node) return true;
    return false;
  }
  isSameNode(other: unknown): boolean {
    return other instanceof ElementWrapper && other.#node === this.#node;
  }
  isEqualNode(other: unknown): boolean {
    return other instanceof ElementWrapper && outerHtml(other.#node) === outerHtml(this.#node);
  }
  matches(selector: unknown): boolean {
    return matches(this.#node, String(selector));
  }
  querySelector(selector: unknown): ElementWrapper | undefined {
    const [first] = findBelow(this.#node, String(selector));
    return maybe(first);
  }
  querySelectorAll(selector: unknown): ElementWrapper[] {
    return [...findBelow(this.#node, String(selector))].map(wrap);
  }
  getElementsByTagName(name: unknown): ElementWrapper[] {
    const wanted = String(name).toLowerCase();
    return [...elementsBelow(this.#node)]
      .filter((element) => wanted === '*' || element.name === wanted)
      .map(wrap);
  }
  getElementsByClassName(names: unknown): ElementWrapper[] {
    const wanted = String(names).split(/\s+/).filter(Boolean);
    return [...elementsBelow(this.#node)].map(wrap).filter((element) => {
      const classes = element.classList();
      return wanted.length > 0 && wanted.every((name) => classes.includes(name));
    });
  }
}

/** One wrapper a node, so that what a script keeps stays the same. */
const wrappers = new WeakMap<AnyNode, ElementWrapper>();

export function wrap(node: AnyNode): ElementWrapper {
  let wrapper = wrappers.get(node);
  if (wrapper === undefined) {
    const Wrapper = isElement(node)
      ? classOf(node.name, ElementWrapper, { wrap, nodeOf: ElementWrapper.nodeOf })
      : ElementWrapper;
    wrapper = new Wrapper(node);
    wrappers.set(node, wrapper);
  }
  return wrapper;
}

function maybe(node: AnyNode | null | undefined): ElementWrapper | undefined {
  return node === null || node === undefined ? undefined : wrap(node);
}
