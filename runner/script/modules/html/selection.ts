import { eachInTurn, type Waits } from '../waits.ts';
import { type ElementWrapper, wrap } from './element.ts';
import { type FormValue, fieldValue, formValues, urlEncoded, valuesByName } from './form-values.ts';
import { findBelow, matches } from './match.ts';
import { innerHtml } from './render.ts';
import {
  type AnyNode,
  attributeOf,
  childrenOf,
  type Element,
  elementChildrenOf,
  elementsBelow,
  isElement,
  textOf,
} from './tree.ts';

type Wanted = string | Selection | ((index: number, item: Selection) => unknown);

/** Nodes of a document with jQuery's manners: each method gives a new selection. */
export class Selection {
  readonly #nodes: readonly AnyNode[];
  readonly #waits: Waits;
  readonly #before: Selection | undefined;
  /** Of the document, so that its links can be followed. */
  readonly url: string;

  constructor(nodes: readonly AnyNode[], waits: Waits, url: string, before?: Selection) {
    this.#nodes = nodes;
    this.#waits = waits;
    this.url = url;
    this.#before = before;
  }

  /** The nodes of a selection, for what belongs to the engine. */
  static nodesOf(selection: Selection): readonly AnyNode[] {
    return selection.#nodes;
  }

  find(selector: unknown): Selection {
    if (selector instanceof Selection) {
      const wanted = new Set(selector.#nodes);
      return this.#below((node) => elementsBelow(node).filter((element) => wanted.has(element)));
    }
    const text = selectorOf(selector);
    return this.#below((node) => findBelow(node, text));
  }

  add(selector: unknown): Selection {
    const more = selector instanceof Selection ? selector.#nodes : this.#root().find(selector).#nodes;
    return this.#of([...this.#nodes, ...more]);
  }

  /** The selection that this one was made from. */
  end(): Selection {
    return this.#before ?? this.#of([]);
  }

  children(selector?: unknown): Selection {
    return this.#below(elementChildrenOf).#narrowed(selector);
  }

  contents(): Selection {
    return this.#below(childrenOf);
  }

  parent(selector?: unknown): Selection {
    return this.#below((node) => elementsOnly([node.parent])).#narrowed(selector);
  }

  parents(selector?: unknown): Selection {
    return this.#below((node) => along(node, above)).#narrowed(selector);
  }

  parentsUntil(until?: unknown, selector?: unknown): Selection {
    return this.#until(above, until).#narrowed(selector);
  }

  closest(selector: unknown): Selection {
    const wanted = this.#wanted(selector, 'closest');
    return this.#below((node) => {
      for (const one of [node, ...along(node, above)]) if (wanted(one)) return [one];
      return [];
    });
  }

  next(selector?: unknown): Selection {
    return this.#below((node) => elementsOnly([after(node)])).#narrowed(selector);
  }

  nextAll(selector?: unknown): Selection {
    return this.#below((node) => along(node, after)).#narrowed(selector);
  }

  nextUntil(until?: unknown, selector?: unknown): Selection {
    return this.#until(after, until).#narrowed(selector);
  }

  prev(selector?: unknown): Selection {
    return this.#below((node) => elementsOnly([before(node)])).#narrowed(selector);
  }

  prevAll(selector?: unknown): Selection {
    return this.#below((node) => along(node, before)).#narrowed(selector);
  }

  prevUntil(until?: unknown, selector?: unknown): Selection {
    return this.#until(before, until).#narrowed(selector);
  }

  siblings(selector?: unknown): Selection {
    return this.#below((node) =>
      node.parent === null ? [] : elementChildrenOf(node.parent).filter((other) => other !== node),
    ).#narrowed(selector);
  }

  filter(wanted: unknown): unknown {
    return this.#sift(wanted, true, 'filter');
  }

  not(unwanted: unknown): unknown {
    return this.#sift(unwanted, false, 'not');
  }

  is(wanted: unknown): unknown {
    let found = false;
    return this.#judge(
      wanted,
      'is',
      (yes) => {
        found = yes;
        return !yes;
      },
      () => found,
    );
  }

  has(selector: unknown): Selection {
    return this.#of(
      this.#nodes.filter((node) => new Selection([node], this.#waits, this.url).find(selector).size() > 0),
    );
  }

  eq(index: unknown): Selection {
    const at = Number(index);
    return this.#of(this.#nodes.slice(at, at === -1 ? undefined : at + 1));
  }

  first(): Selection {
    return this.eq(0);
  }

  last(): Selection {
    return this.eq(-1);
  }

  slice(start: unknown, end?: unknown): Selection {
    return this.#of(this.#nodes.slice(Number(start), end === undefined ? undefined : Number(end)));
  }

  /** The position of the first node among its siblings; of another selection's first node in this one. */
  index(of?: unknown): number {
    const [first] = this.#nodes;
    if (of === undefined) {
      if (first?.parent === undefined || first.parent === null) return -1;
      return (elementChildrenOf(first.parent) as AnyNode[]).indexOf(first);
    }
    if (of instanceof Selection) return of.#nodes[0] === undefined ? -1 : this.#nodes.indexOf(of.#nodes[0]);
    const selector = selectorOf(of);
    const all = this.#root().find(selector).#nodes;
    return first === undefined ? -1 : all.indexOf(first);
  }

  size(): number {
    return this.#nodes.length;
  }

  get(index?: unknown): ElementWrapper | undefined | ElementWrapper[] {
    if (index === undefined) return this.#nodes.map(wrap);
    const node = this.#nodes.at(Number(index));
    return node === undefined ? undefined : wrap(node);
  }

  toArray(): Selection[] {
    return this.#nodes.map((node) => this.#of([node]));
  }

  each(handler: unknown): unknown {
    if (typeof handler !== 'function') throw new TypeError('the argument to each() must be a function');
    return this.#inTurn(
      (node, index) => handler(index, wrap(node)),
      () => true,
      () => this,
    );
  }

  map(mapper: unknown): unknown {
    if (typeof mapper !== 'function') throw new TypeError('the argument to map() must be a function');
    const results: unknown[] = [];
    return this.#inTurn(
      (node, index) => mapper(index, this.#of([node])),
      (result) => {
        results.push(result);
        return true;
      },
      () => results,
    );
  }

  text(): string {
    return this.#nodes.map(textOf).join('');
  }

  html(): string {
    return this.#nodes[0] === undefined ? '' : innerHtml(this.#nodes[0]);
  }

  attr(name: unknown, otherwise?: unknown): unknown {
    return attributeOf(this.#nodes[0], String(name)) ?? otherwise;
  }

  data(key?: unknown): unknown {
    const [first] = this.#nodes;
    if (key !== undefined) return dataValue(attributeOf(first, `data-${dashed(String(key))}`));
    if (!isElement(first)) return {};
    const all: Record<string, unknown> = {};
    for (const [name, text] of Object.entries(first.attribs)) {
      const value = name.startsWith('data-') ? dataValue(text) : undefined;
      if (value !== undefined) all[camelCased(name.slice('data-'.length))] = value;
    }
    return all;
  }

  val(): string | string[] | undefined {
    return fieldValue(this.#nodes.find(isElement));
  }

  serializeArray(): FormValue[] {
    return formValues(this.#fields());
  }

  serializeObject(): Record<string, string | string[]> {
    return valuesByName(this.serializeArray());
  }

  /** By name, as k6 has it. */
  serialize(): string {
    return urlEncoded(
      this.serializeArray().toSorted((one, other) =>
        one.name < other.name ? -1 : one.name > other.name ? 1 : 0,
      ),
    );
  }

  *#fields(): Generator<Element> {
    for (const node of this.#nodes) {
      if (isElement(node) && node.name !== 'form') yield node;
      else yield* elementsBelow(node);
    }
  }

  #of(nodes: readonly AnyNode[]): Selection {
    return new Selection(nodes, this.#waits, this.url, this);
  }

  #root(): Selection {
    let node = this.#nodes[0];
    while (node?.parent) node = node.parent;
    return this.#of(node === undefined ? [] : [node]);
  }

  #below(step: (node: AnyNode) => Iterable<AnyNode>): Selection {
    const found = new Set<AnyNode>();
    for (const node of this.#nodes) for (const one of step(node)) found.add(one);
    return this.#of([...found]);
  }

  #until(step: Step, until: unknown): Selection {
    const stop = until === undefined || until === null ? () => false : this.#wanted(until, 'until');
    return this.#below((node) => {
      const all = along(node, step);
      const end = all.findIndex(stop);
      return end === -1 ? all : all.slice(0, end);
    });
  }

  #narrowed(selector: unknown): Selection {
    if (selector === undefined || selector === null) return this;
    return this.#of(this.#nodes.filter(this.#wanted(selector, 'filter')));
  }

  #wanted(wanted: unknown, of: string): (node: AnyNode) => boolean {
    if (wanted instanceof Selection) return (node) => wanted.#nodes.includes(node);
    const selector = selectorOf(wanted, of);
    return (node) => matches(node, selector);
  }

  #sift(wanted: unknown, keep: boolean, of: string): unknown {
    const kept: AnyNode[] = [];
    return this.#judge(
      wanted,
      of,
      (yes, node) => {
        if (yes === keep) kept.push(node);
        return true;
      },
      () => this.#of(kept),
    );
  }

  #judge(
    wanted: unknown,
    of: string,
    visit: (yes: boolean, node: AnyNode) => boolean,
    end: () => unknown,
  ): unknown {
    if (typeof wanted === 'function') {
      const ask = wanted as Exclude<Wanted, string | Selection>;
      return this.#inTurn(
        (node, index) => ask(index, this.#of([node])),
        (result, node) => visit(Boolean(result), node),
        end,
      );
    }
    if (typeof wanted !== 'string' && !(wanted instanceof Selection)) {
      throw new TypeError(`the argument to ${of}() must be a function, a selector or a selection`);
    }
    const yes = this.#wanted(wanted, of);
    for (const node of this.#nodes) if (!visit(yes(node), node)) break;
    return end();
  }

  #inTurn(
    call: (node: AnyNode, index: number) => unknown,
    visit: (result: unknown, node: AnyNode) => boolean,
    end: () => unknown,
  ): unknown {
    return eachInTurn(this.#waits, this.#nodes, call, visit, end);
  }
}

type Step = (node: AnyNode) => AnyNode | null;
const above: Step = (node) => (isElement(node.parent) ? node.parent : null);
const after: Step = (node) => beside(node, (one) => one.next);
const before: Step = (node) => beside(node, (one) => one.prev);

function beside(node: AnyNode, step: (node: AnyNode) => AnyNode | null): Element | null {
  let other = step(node);
  while (other !== null && !isElement(other)) other = step(other);
  return other;
}

function along(node: AnyNode, step: Step): AnyNode[] {
  const all: AnyNode[] = [];
  for (let one = step(node); one !== null; one = step(one)) all.push(one);
  return all;
}

function elementsOnly(nodes: readonly (AnyNode | null)[]): Element[] {
  return nodes.filter(isElement);
}

function selectorOf(selector: unknown, of = 'find'): string {
  if (typeof selector === 'string') return selector;
  throw new TypeError(
    `invalid argument of ${of}(): a selector is text, not ${selector === null ? 'null' : typeof selector}`,
  );
}

/** Numbers, booleans and JSON are read where writing them again gives the same text. */
function dataValue(text: string | undefined): unknown {
  if (text === undefined || text === 'null') return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  if (text !== '' && String(Number(text)) === text) return Number(text);
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const dashed = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const camelCased = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
