import { insideJsonString } from '../../lib/template/json-position.ts';
import { parseTemplate, type Template, type TemplatePart } from '../../lib/template/template.ts';
import { compileGenerator } from './generators.ts';
import type { Names } from './names.ts';
import { MissingValue, type Values } from './values.ts';

/** A text of the plan, compiled: itself when it never varies, otherwise a function. It throws MissingValue. */
export type Text = string | ((values: Values) => string);

/** How a value is written where it is put. */
export type Escape = (value: string) => string;

export const plainText: Escape = (value) => value;
export const formField: Escape = (value) => encodeURIComponent(value).replaceAll('%20', '+');
const insideJson: Escape = (value) => JSON.stringify(value).slice(1, -1);

/** What texts of one scenario are compiled with. */
export type TextContext = {
  names: Names;
  counter: () => number;
  /** Takes a sentence about what cannot be performed: the run must not start. */
  problem: (sentence: string) => void;
};

/** Compiles a text with placeholders; the text and its values are written with `write`. */
export function compileText(source: string, context: TextContext, write: Escape = plainText): Text {
  const { parts } = parseTemplate(source);
  return joined(
    parts.map((part) =>
      part.kind === 'literal' ? write(part.text) : escaped(placeholder(part, context), write),
    ),
  );
}

/** Compiles JSON text: values inside strings are escaped as JSON, elsewhere they stand as they are. */
export function compileJsonText(source: string, context: TextContext): Text {
  const { parts } = parseTemplate(source);
  const inside = insideJsonString(parts);
  return joined(
    parts.map((part, index) => {
      if (part.kind === 'literal') return part.text;
      return escaped(placeholder(part, context), inside[index] ? insideJson : plainText);
    }),
  );
}

/** One part of an address, compiled, to see what of it is fixed. */
export function compileParts(template: Template, context: TextContext): Text[] {
  return merged(
    template.parts.map((part) => (part.kind === 'literal' ? part.text : placeholder(part, context))),
  );
}

function placeholder(
  part: Exclude<TemplatePart, { kind: 'literal' }>,
  { names, counter, problem }: TextContext,
): Text {
  if (part.kind === 'generator') return compileGenerator(part.generator, counter);
  const place = names.find(part);
  if (place === undefined) {
    problem(`{{${part.name}}} is defined nowhere`);
    return '';
  }
  switch (place.at) {
    case 'constant':
      return place.value;
    case 'slot': {
      const { slot, otherwise } = place;
      if (place.shared) {
        const { name } = part;
        return ({ variables }) => variables[slot] ?? names.shared[name] ?? otherwise ?? missing(name);
      }
      return ({ variables }) => variables[slot] ?? otherwise ?? missing(part.name);
    }
    case 'shared':
      return () => names.shared[part.name] ?? place.otherwise ?? missing(part.name);
    case 'column': {
      const { dataset, column } = place;
      return ({ rows }) => rows[dataset]?.[column] ?? missing(part.name);
    }
  }
}

function missing(name: string): never {
  throw new MissingValue(name);
}

function escaped(text: Text, write: Escape): Text {
  if (write === plainText) return text;
  return typeof text === 'string' ? write(text) : (values) => write(text(values));
}

/** Joins neighbours that never vary. */
function merged(parts: readonly Text[]): Text[] {
  const result: Text[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (typeof part === 'string' && typeof last === 'string') result[result.length - 1] = last + part;
    else if (part !== '') result.push(part);
  }
  return result;
}

/** One text of several; the usual shapes without a loop. */
export function joined(all: readonly Text[]): Text {
  const parts = merged(all);
  const [a = '', b = '', c = ''] = parts;
  if (parts.length <= 1) return a;
  if (parts.length === 2) {
    if (typeof a === 'string' && typeof b !== 'string') return (values) => a + b(values);
    if (typeof a !== 'string' && typeof b === 'string') return (values) => a(values) + b;
  }
  if (parts.length === 3 && typeof a === 'string' && typeof b !== 'string' && typeof c === 'string') {
    return (values) => a + b(values) + c;
  }
  return (values) => {
    let text = '';
    for (const part of parts) text += typeof part === 'string' ? part : part(values);
    return text;
  };
}

/** The text now. */
export function textNow(text: Text, values: Values): string {
  return typeof text === 'string' ? text : text(values);
}
