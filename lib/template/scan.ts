import { type Argument, GENERATORS, readGenerator } from './generator.ts';
import type { TemplatePart, TemplateProblem } from './template.ts';

const SPACE = /\s*/y;
const NAME = /[A-Za-z_][A-Za-z0-9_-]*/y;
const NUMBER = /-?\d+(?:\.\d+)?/y;
const QUOTED = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y;

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t' };

/** Text between quotes, with `\"`, `\'`, `\\`, `\n`, `\r`, `\t` replaced. */
const unquote = (quoted: string): string =>
  quoted.slice(1, -1).replace(/\\([\s\S])/g, (_, escaped: string) => ESCAPES[escaped] ?? escaped);

/** What is wrong inside one placeholder; the scanner adds where. */
class Malformed extends Error {}

/** Reads tokens of one placeholder, from behind its `{{`. */
class Cursor {
  readonly text: string;
  at: number;
  constructor(text: string, at: number) {
    this.text = text;
    this.at = at;
  }
  /** The token at the cursor, spaces before it skipped; `undefined` when something else stands there. */
  take(token: RegExp | string): string | undefined {
    SPACE.lastIndex = this.at;
    const start = this.at + (SPACE.exec(this.text)?.[0].length ?? 0);
    if (typeof token === 'string') {
      if (!this.text.startsWith(token, start)) return undefined;
      this.at = start + token.length;
      return token;
    }
    token.lastIndex = start;
    const found = token.exec(this.text)?.[0];
    if (found !== undefined) this.at = start + found.length;
    return found;
  }
}

function takeArgument(cursor: Cursor): Argument {
  const quoted = cursor.take(QUOTED);
  if (quoted !== undefined) return unquote(quoted);
  const number = cursor.take(NUMBER);
  if (number !== undefined) return Number(number);
  throw new Malformed(
    'arguments are numbers or text in quotes, separated by commas, e.g. {{$pick("a", "b")}}',
  );
}

function takeArguments(cursor: Cursor): Argument[] {
  const args: Argument[] = [];
  if (cursor.take('(') === undefined || cursor.take(')') !== undefined) return args;
  do args.push(takeArgument(cursor));
  while (cursor.take(',') !== undefined);
  if (cursor.take(')') === undefined) throw new Malformed('the arguments need a ) at their end');
  return args;
}

/** Reads a placeholder up to and with its `}}`; `start` is the index of its `{{`. Throws Malformed. */
function takePlaceholder(cursor: Cursor, start: number): TemplatePart {
  const close = () => {
    if (cursor.take('}}') !== undefined) return;
    const wrong = cursor.text.slice(cursor.at).trimStart()[0];
    throw new Malformed(
      wrong === undefined
        ? 'the placeholder is never closed; write }} at its end'
        : `unexpected ${wrong === '"' ? "'\"'" : `"${wrong}"`}; a placeholder is a name such as {{user}} or {{users.email}}, or a generator such as {{$uuid}}`,
    );
  };
  const quoted = cursor.take(QUOTED);
  if (quoted !== undefined) {
    close();
    return { kind: 'literal', text: unquote(quoted) };
  }
  if (cursor.take('$') !== undefined) {
    const name = cursor.take(NAME);
    if (name === undefined) {
      throw new Malformed(
        `a generator needs a name: ${Object.keys(GENERATORS)
          .map((known) => `$${known}`)
          .join(', ')}`,
      );
    }
    const args = takeArguments(cursor);
    close();
    const generator = readGenerator(name, args, cursor.text.slice(start, cursor.at));
    if (typeof generator === 'string') throw new Malformed(generator);
    return { kind: 'generator', generator };
  }
  const name = cursor.take(NAME);
  if (name === undefined) {
    if (cursor.take('}}') !== undefined) {
      throw new Malformed(
        'a placeholder needs a name, e.g. {{user}}; to write two braces as text, write {{"{{"}}',
      );
    }
    close();
    throw new Malformed('a placeholder needs a name, e.g. {{user}}');
  }
  if (cursor.take('.') === undefined) {
    close();
    return { kind: 'name', name };
  }
  const column = cursor.take(NAME);
  if (column === undefined)
    throw new Malformed(`behind the dot belongs a column of the dataset, e.g. {{${name}.email}}`);
  close();
  return { kind: 'name', name: `${name}.${column}`, dataset: { name, column } };
}

/** Splits a text into parts; problems are collected and the scan goes on behind the next `}}`. Linear in the text. */
export function scanTemplate(text: string): { parts: TemplatePart[]; problems: TemplateProblem[] } {
  const parts: TemplatePart[] = [];
  const problems: TemplateProblem[] = [];
  const addLiteral = (literal: string) => {
    if (literal === '') return;
    const last = parts.at(-1);
    if (last?.kind === 'literal') last.text += literal;
    else parts.push({ kind: 'literal', text: literal });
  };
  let done = 0;
  for (;;) {
    let start = text.indexOf('{{', done);
    if (start < 0) break;
    while (text[start + 2] === '{') start++;
    addLiteral(text.slice(done, start));
    const cursor = new Cursor(text, start + 2);
    try {
      const part = takePlaceholder(cursor, start);
      if (part.kind === 'literal') addLiteral(part.text);
      else parts.push(part);
      done = cursor.at;
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      problems.push({ at: start, message: withPlaceholder(error.message, text, start) });
      const end = text.indexOf('}}', Math.max(cursor.at - 2, start + 2));
      if (end < 0) return { parts, problems };
      done = end + 2;
    }
  }
  addLiteral(text.slice(done));
  return { parts, problems };
}

/** Puts the placeholder in front of the message, unless the message starts with it, and where in the text it stands. */
function withPlaceholder(message: string, text: string, start: number): string {
  const end = text.indexOf('}}', start);
  const whole = text.slice(start, end < 0 ? undefined : end + 2);
  const written = whole.length > 60 ? `${whole.slice(0, 57)}…` : whole;
  const where = start === 0 ? '' : ` (at character ${start + 1})`;
  return message.startsWith('{{$') ? `${message}${where}` : `${written}: ${message}${where}`;
}
