const QUOTE = '"';

/**
 * The records of a text (RFC 4180), one by one: empty lines are passed over, and all records have as many fields as the
 * first. Throws with the line where the text is none.
 */
export function* csvRecords(text: string, delimiter: string): Generator<string[], void, undefined> {
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let line = 1;
  let fields = -1;
  while (at < text.length) {
    const lineEnd = text.indexOf('\n', at);
    if (blank(text, at, lineEnd)) {
      at = lineEnd < 0 ? text.length : lineEnd + 1;
      line++;
      continue;
    }
    const read = record(text, at, delimiter, line);
    if (fields < 0) fields = read.fields.length;
    if (read.fields.length !== fields)
      throw new SyntaxError(
        `record on line ${line}: wrong number of fields (${read.fields.length} instead of ${fields})`,
      );
    yield read.fields;
    at = read.end;
    line = read.line;
  }
}

function blank(text: string, at: number, lineEnd: number): boolean {
  return lineEnd === at || (lineEnd === at + 1 && text[at] === '\r');
}

function record(
  text: string,
  from: number,
  delimiter: string,
  firstLine: number,
): { fields: string[]; end: number; line: number } {
  const fields: string[] = [];
  let at = from;
  let line = firstLine;
  for (;;) {
    if (text[at] === QUOTE) {
      const field = quoted(text, at + 1, line);
      fields.push(field.value);
      line = field.line;
      at = field.end;
    } else {
      const end = plainEnd(text, at, delimiter);
      const value = text.slice(at, end);
      if (value.includes(QUOTE))
        throw new SyntaxError(`parse error on line ${line}: bare " in non-quoted field`);
      fields.push(value);
      at = end;
    }
    if (text.startsWith(delimiter, at)) {
      at += delimiter.length;
      continue;
    }
    if (text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length)) at++;
    if (at < text.length && text[at] !== '\n')
      throw new SyntaxError(`parse error on line ${line}: extraneous or missing " in quoted-field`);
    return { fields, end: at + 1, line: line + 1 };
  }
}

function plainEnd(text: string, from: number, delimiter: string): number {
  let end = text.indexOf('\n', from);
  if (end < 0) end = text.length;
  if (text[end - 1] === '\r' && end > from) end--;
  const next = text.indexOf(delimiter, from);
  return next >= 0 && next < end ? next : end;
}

function quoted(text: string, from: number, firstLine: number): { value: string; end: number; line: number } {
  let value = '';
  let line = firstLine;
  for (let at = from; ; ) {
    const end = text.indexOf(QUOTE, at);
    if (end < 0)
      throw new SyntaxError(`parse error on line ${line}: extraneous or missing " in quoted-field`);
    const part = text.slice(at, end);
    for (const letter of part) if (letter === '\n') line++;
    // As Go's reader does: a line break within quotes is one character.
    value += part.replace(/\r\n/g, '\n');
    if (text[end + 1] !== QUOTE) return { value, end: end + 1, line };
    value += QUOTE;
    at = end + 2;
  }
}
