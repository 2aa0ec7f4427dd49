import { attributeOf, type Element, elementsBelow, textOf } from './tree.ts';

export interface FormValue {
  name: string;
  value: string | string[];
}

/** The value that a field would send: of a `select` with `multiple` all that are chosen. Undefined for what is no field. */
export function fieldValue(element: Element | undefined): string | string[] | undefined {
  switch (element?.name) {
    case 'input': {
      const given = attributeOf(element, 'value');
      return given ?? (isTicked(element) ? 'on' : '');
    }
    case 'button':
    case 'li':
      return attributeOf(element, 'value') ?? '';
    case 'textarea':
      return textOf(element);
    case 'option':
      return optionValue(element);
    case 'select': {
      const chosen = optionsOf(element).filter((option) => attributeOf(option, 'selected') !== undefined);
      if (attributeOf(element, 'multiple') !== undefined) return chosen.map(optionValue);
      return chosen[0] === undefined ? '' : optionValue(chosen[0]);
    }
    default:
      return undefined;
  }
}

export function optionsOf(select: Element): Element[] {
  return [...elementsBelow(select)].filter((element) => element.name === 'option');
}

export function optionValue(option: Element): string {
  return attributeOf(option, 'value') ?? textOf(option);
}

/** A box to tick or a choice of several. */
export function isTicked(element: Element): boolean {
  const type = inputType(element);
  return type === 'checkbox' || type === 'radio';
}

export function inputType(element: Element): string {
  return (attributeOf(element, 'type') ?? 'text').toLowerCase();
}

const NOT_SENT = new Set(['button', 'submit', 'reset', 'image', 'file']);

/**
 * What fields send: named, and no button. A box or a choice counts only where `checked="checked"` is written out: k6 reads
 * it so, and a script is to send here what it sends there.
 */
export function formValues(fields: Iterable<Element>, { skipDisabled = false } = {}): FormValue[] {
  const values: FormValue[] = [];
  for (const field of fields) {
    if (!['input', 'select', 'textarea', 'keygen'].includes(field.name)) continue;
    const name = attributeOf(field, 'name');
    if (name === undefined || name === '') continue;
    if (field.name === 'input') {
      if (NOT_SENT.has(inputType(field))) continue;
      if (isTicked(field) && attributeOf(field, 'checked') !== 'checked') continue;
    }
    if (skipDisabled && attributeOf(field, 'disabled') !== undefined) continue;
    values.push({ name, value: fieldValue(field) ?? '' });
  }
  return values;
}

/** `application/x-www-form-urlencoded`, in order. */
export function urlEncoded(values: readonly FormValue[]): string {
  const pairs: string[] = [];
  for (const { name, value } of values) {
    for (const one of typeof value === 'string' ? [value] : value)
      pairs.push(`${encoded(name)}=${encoded(one)}`);
  }
  return pairs.join('&');
}

/** By name, a later value in place of an earlier one. */
export function valuesByName(values: readonly FormValue[]): Record<string, string | string[]> {
  return Object.fromEntries(values.map(({ name, value }) => [name, value]));
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
