/** Where a path is cut: texts in quotes and what is in brackets stay whole, and `\` takes a sign's meaning away. */
export function endOf(path: string, from: number, isEnd: (sign: string) => boolean): number {
  let depth = 0;
  for (let at = from; at < path.length; at++) {
    const sign = path[at] as string;
    if (depth === 0 && isEnd(sign)) return at;
    if (sign === '\\') at++;
    else if (sign === '"') at = closingQuote(path, at);
    else if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign)) depth--;
  }
  return path.length;
}

function closingQuote(path: string, open: number): number {
  for (let at = open + 1; at < path.length; at++) {
    if (path[at] === '\\') at++;
    else if (path[at] === '"') return at;
  }
  return path.length;
}

/** The sign that ends what was opened at `open`. */
export function closing(path: string, open: number): number {
  return endOf(path, open + 1, (sign) => sign === ')' || sign === ']' || sign === '}');
}

/** The parts between signs. */
export function parts(text: string, separator: string): string[] {
  const all: string[] = [];
  for (let at = 0; at <= text.length; ) {
    const end = endOf(text, at, (sign) => sign === separator);
    all.push(text.slice(at, end));
    at = end + 1;
  }
  return all;
}

export function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, '$1');
}

/** `*` stands for any text and `?` for any sign. */
export function isPattern(text: string): boolean {
  return /(^|[^\\])(\\\\)*[*?]/.test(text);
}

export function matchesPattern(text: string, pattern: string): boolean {
  let source = '';
  for (let at = 0; at < pattern.length; at++) {
    const sign = pattern[at] as string;
    if (sign === '*') source += '.*';
    else if (sign === '?') source += '.';
    else source += literal(sign === '\\' ? (pattern[++at] ?? '') : sign);
  }
  return new RegExp(`^${source}$`, 's').test(text);
}

function literal(sign: string): string {
  return sign.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
