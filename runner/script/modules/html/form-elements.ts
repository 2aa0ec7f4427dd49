import { fieldValue, inputType, optionsOf, optionValue } from './form-values.ts';
import { flags, type Methods, numberAt, numeric, textual } from './reflect.ts';
import {
  type AnyNode,
  ancestorNamed,
  attributeOf,
  documentOf,
  type Element,
  elementsBelow,
  textOf,
} from './tree.ts';

const FIELDS = new Set(['button', 'fieldset', 'input', 'keygen', 'object', 'output', 'select', 'textarea']);
const ENCODED = 'application/x-www-form-urlencoded';

const attribute = (element: Element | undefined, name: string) => attributeOf(element, name);
/** The form that a field belongs to: named by `form`, or around it. */
export function formOf(field: Element): Element | undefined {
  const id = attribute(field, 'form');
  if (id === undefined) return ancestorNamed(field, 'form');
  return byId(documentOf(field), id, 'form');
}

/** All that belongs to a form or fieldset. */
export function fieldsOf(owner: Element): Element[] {
  return [...elementsBelow(owner)].filter((element) => FIELDS.has(element.name));
}

function byId(root: AnyNode, id: string, name?: string): Element | undefined {
  for (const element of elementsBelow(root)) {
    if (attribute(element, 'id') === id && (name === undefined || element.name === name)) return element;
  }
  return undefined;
}

function labelsOf(field: Element): Element[] {
  const id = attribute(field, 'id');
  return [...elementsBelow(documentOf(field))].filter(
    (label) =>
      label.name === 'label' &&
      ((id !== undefined && attribute(label, 'for') === id) || ancestorNamed(field, 'label') === label),
  );
}

/** What a field's own attribute says, else its form's. */
function submitting(own: string, ofForm: string, otherwise: string) {
  return (field: Element) => attribute(field, own) ?? attribute(formOf(field), ofForm) ?? otherwise;
}

const methodWord = (word: string) =>
  ['post', 'dialog'].includes(word.toLowerCase()) ? word.toLowerCase() : 'get';

/** Of what can belong to a form. */
export const form: Methods = {
  form: (element, wrap) => {
    const owner = formOf(element);
    return owner === undefined ? undefined : wrap(owner);
  },
};
const labels: Methods = { labels: (element, wrap) => labelsOf(element).map(wrap) };
const field: Methods = {
  ...form,
  ...labels,
  ...textual('name'),
  ...flags('autofocus', 'disabled'),
  formAction: submitting('formaction', 'action', ''),
  formEnctype: submitting('formenctype', 'enctype', ENCODED),
  formMethod: (element) => methodWord(submitting('formmethod', 'method', 'get')(element)),
  formTarget: submitting('formtarget', 'target', ''),
  formNoValidate: (element) =>
    attribute(element, 'formnovalidate') !== undefined ||
    attribute(formOf(element), 'novalidate') !== undefined,
};
const value: Methods = { value: (element) => fieldValue(element) ?? '' };

const selected = (select: Element) => {
  const options = optionsOf(select);
  const chosen = options.filter((option) => attribute(option, 'selected') !== undefined);
  const several = attribute(select, 'multiple') !== undefined;
  return several ? chosen : (chosen.length > 0 ? chosen : options).slice(0, 1);
};

const positionOf = (option: Element) => {
  const select = ancestorNamed(option, 'select') ?? ancestorNamed(option, 'datalist');
  return select === undefined ? 0 : optionsOf(select).indexOf(option);
};

/** Forms and what is in them. */
export const formMethods: Record<string, Methods> = {
  form: {
    ...textual('name', 'target', 'action', 'acceptCharset'),
    acceptCharset: (element) => attribute(element, 'accept-charset') ?? '',
    autocomplete: (element) => attribute(element, 'autocomplete') ?? 'on',
    enctype: (element) => attribute(element, 'enctype') ?? ENCODED,
    encoding: (element) => attribute(element, 'enctype') ?? ENCODED,
    method: (element) => methodWord(attribute(element, 'method') ?? 'get'),
    ...flags('noValidate'),
    elements: (element, wrap) => fieldsOf(element).map(wrap),
    length: (element) => fieldsOf(element).length,
  },
  button: {
    ...field,
    ...value,
    type: (element) =>
      ['reset', 'button', 'menu'].find((type) => type === attribute(element, 'type')?.toLowerCase()) ??
      'submit',
  },
  input: {
    ...field,
    value: (element) => attribute(element, 'value') ?? '',
    ...textual(
      'accept',
      'alt',
      'autocomplete',
      'pattern',
      'placeholder',
      'src',
      'step',
      'max',
      'min',
      'dirName',
      'width',
      'height',
      'accessKey',
      'useMap',
    ),
    ...flags('checked', 'multiple', 'readonly', 'required'),
    ...numeric({ maxLength: -1, minLength: -1, size: 0, tabIndex: 0 }),
    type: inputType,
    defaultValue: (element) => attribute(element, 'value') ?? '',
    defaultChecked: (element) => attribute(element, 'checked') !== undefined,
    list: (element, wrap) => {
      const list = byId(documentOf(element), attribute(element, 'list') ?? '', 'datalist');
      return list === undefined ? undefined : wrap(list);
    },
  },
  select: {
    ...field,
    ...flags('multiple', 'required'),
    length: (element) => optionsOf(element).length,
    options: (element, wrap) => optionsOf(element).map(wrap),
    selectedOptions: (element, wrap) => selected(element).map(wrap),
    selectedIndex: (element) => {
      const [first] = selected(element);
      return first === undefined ? -1 : optionsOf(element).indexOf(first);
    },
    size: (element) => numberAt(element, 'size', attribute(element, 'multiple') === undefined ? 0 : 4),
    type: (element) => (attribute(element, 'multiple') === undefined ? 'select-one' : 'select-multiple'),
    value: (element) => {
      const [first] = selected(element);
      return first === undefined ? '' : optionValue(first);
    },
  },
  option: {
    ...form,
    ...flags('selected'),
    defaultSelected: (element) => attribute(element, 'selected') !== undefined,
    disabled: (element) =>
      attribute(element, 'disabled') !== undefined ||
      attribute(ancestorNamed(element, 'optgroup'), 'disabled') !== undefined,
    index: positionOf,
    label: (element) => attribute(element, 'label') ?? textOf(element),
    text: (element) => textOf(element),
    value: optionValue,
  },
  optgroup: { ...textual('label'), ...flags('disabled') },
  datalist: { options: (element, wrap) => optionsOf(element).map(wrap) },
  textarea: {
    ...field,
    value: (element) => textOf(element),
    defaultValue: (element) => textOf(element),
    length: (element) => textOf(element).length,
    ...textual('placeholder', 'autocomplete', 'wrap', 'accessKey'),
    ...flags('readOnly', 'required'),
    ...numeric({ rows: 0, cols: 0, maxLength: 0, minLength: 0, tabIndex: 0 }),
    type: () => 'textarea',
  },
  label: {
    ...form,
    htmlFor: (element) => attribute(element, 'for') ?? '',
    control: (element, wrap) => {
      const id = attribute(element, 'for');
      const found = id === undefined ? fieldsOf(element)[0] : byId(documentOf(element), id);
      return found === undefined ? undefined : wrap(found);
    },
  },
  legend: { ...form, ...textual('accessKey') },
  fieldset: {
    ...form,
    ...flags('disabled'),
    ...textual('name'),
    type: () => 'fieldset',
    elements: (element, wrap) => fieldsOf(element).map(wrap),
    validity: () => undefined,
  },
  output: {
    ...form,
    ...labels,
    ...textual('name'),
    htmlFor: (element) => attribute(element, 'for') ?? '',
    value: (element) => textOf(element),
    defaultValue: (element) => textOf(element),
  },
  keygen: {
    ...form,
    ...labels,
    ...textual('name', 'challenge', 'keytype'),
    ...flags('autofocus', 'disabled'),
  },
  meter: { ...labels, ...numeric({ min: 0, max: 1, low: 0, high: 1, optimum: 0.5, value: 0 }) },
  progress: {
    ...labels,
    max: (element) => numberAt(element, 'max', 1),
    value: (element) => numberAt(element, 'value', 0),
    position: (element) =>
      attribute(element, 'value') === undefined
        ? -1
        : numberAt(element, 'value', 0) / numberAt(element, 'max', 1),
  },
};
