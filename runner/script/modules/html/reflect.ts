import { type AnyNode, attributeOf, type Element } from './tree.ts';

/** What a kind of element can do beyond all others, by the name of the method. */
export type Methods = Record<string, (element: Element, wrap: (node: AnyNode) => unknown) => unknown>;

/** Attributes that read as text, `''` where they are missing. */
export function textual(...names: string[]): Methods {
  return Object.fromEntries(
    names.map((name) => [name, (element) => attributeOf(element, name.toLowerCase()) ?? '']),
  );
}

/** Attributes whose presence counts. */
export function flags(...names: string[]): Methods {
  return Object.fromEntries(
    names.map((name) => [name, (element) => attributeOf(element, name.toLowerCase()) !== undefined]),
  );
}

/** Attributes that read as numbers, with what stands for a missing one. */
export function numeric(defaults: Record<string, number>): Methods {
  return Object.fromEntries(
    Object.entries(defaults).map(([name, otherwise]) => [
      name,
      (element) => numberAt(element, name.toLowerCase(), otherwise),
    ]),
  );
}

export function numberAt(element: Element, attribute: string, otherwise: number): number {
  const value = Number.parseFloat(attributeOf(element, attribute) ?? '');
  return Number.isNaN(value) ? otherwise : value;
}

/** An attribute that is one of a few words; the first stands for anything else. */
export function oneOf(name: string, ...words: string[]): Methods {
  return {
    [name]: (element) => {
      const value = attributeOf(element, name.toLowerCase())?.toLowerCase();
      return words.find((word) => word === value) ?? words[0];
    },
  };
}
