import { formOf } from './form-elements.ts';
import { type FormValue, formValues, inputType, urlEncoded, valuesByName } from './form-values.ts';
import { Selection } from './selection.ts';
import { attributeOf, type Element, elementsBelow, isElement } from './tree.ts';
import { resolveUrl } from './url.ts';

/** What to send next, worked out from a document. */
export interface Onward {
  method: string;
  url: string;
  /** By name; null where nothing is sent in a body. */
  fields: Record<string, string | string[]> | null;
}

export interface FormChoice {
  formSelector?: string;
  fields?: Record<string, unknown>;
  submitSelector?: string;
}

/** `Response.submitForm`: the form with its fields as they stand, the given ones in their place, and its button. */
export function formSubmission(
  document: Selection,
  { formSelector = 'form', fields = {}, submitSelector }: FormChoice,
): Onward {
  const form = firstElement(document.find(formSelector));
  if (form === undefined)
    throw new Error(`no form found for selector '${formSelector}' in response '${document.url}'`);
  const values = new Map<string, string | string[]>();
  for (const { name, value } of formValues(elementsBelow(form), { skipDisabled: true }))
    values.set(name, joined(values.get(name), value));
  const button = submitterOf(document, form, submitSelector);
  const name = attributeOf(button, 'name');
  const value = attributeOf(button, 'value');
  if (name !== undefined && value !== undefined) values.set(name, value);
  for (const [given, wanted] of Object.entries(fields)) {
    values.set(given, Array.isArray(wanted) ? wanted.map(String) : String(wanted));
  }
  const method = (attributeOf(button, 'formmethod') ?? attributeOf(form, 'method') ?? 'get').toUpperCase();
  const action = resolveUrl(
    attributeOf(button, 'formaction') ?? attributeOf(form, 'action') ?? '',
    document.url,
  );
  const all: FormValue[] = [...values].map(([field, of]) => ({ name: field, value: of }));
  if (method !== 'GET') return { method, url: action, fields: valuesByName(all) };
  const query = urlEncoded(all);
  return { method, url: query === '' ? action : `${action.replace(/\?.*$/, '')}?${query}`, fields: null };
}

/** `Response.clickLink`. */
export function linkTarget(document: Selection, { selector = 'a[href]' }: { selector?: string }): Onward {
  const link = firstElement(document.find(selector));
  if (link === undefined)
    throw new Error(`no element found for selector '${selector}' in response '${document.url}'`);
  const href = attributeOf(link, 'href');
  if (href === undefined)
    throw new Error(
      `no valid href attribute value found on element '${selector}' in response '${document.url}'`,
    );
  return { method: 'GET', url: resolveUrl(href, document.url), fields: null };
}

function submitterOf(document: Selection, form: Element, selector: string | undefined): Element | undefined {
  if (selector !== undefined) {
    const chosen = firstElement(document.find(selector));
    if (chosen !== undefined) return chosen;
  }
  for (const element of elementsBelow(form)) {
    const submits =
      (element.name === 'input' && inputType(element) === 'submit') ||
      (element.name === 'button' && (attributeOf(element, 'type') ?? 'submit').toLowerCase() === 'submit');
    if (submits && formOf(element) === form) return element;
  }
  return undefined;
}

function firstElement(selection: Selection): Element | undefined {
  return Selection.nodesOf(selection).find(isElement);
}

/** Several boxes of one name send several values. */
function joined(before: string | string[] | undefined, value: string | string[]): string | string[] {
  return before === undefined ? value : [before, value].flat();
}
