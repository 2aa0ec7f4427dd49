import { parseTemplate, type Template, templateProblems } from '../../template/template.ts';
import { parseDuration } from '../duration.ts';
import { checkBody } from './body-rules.ts';
import { asDraft, asText, type Draft, type DraftAt, type Report, textEntries } from './draft.ts';

const readable = (text: string): Template | undefined =>
  templateProblems(text).length === 0 ? parseTemplate(text) : undefined;

/** What stands in a template as it is, placeholders replaced by nothing. */
const literalsIn = (template: Template): string =>
  template.parts.map((part) => (part.kind === 'literal' ? part.text : '')).join('');

/** A request that HTTP allows and that can be sent. */
export function checkRequest(step: DraftAt, report: Report): void {
  const { value, path } = step;
  checkAddress(step, ['http', 'https'], report);
  if (value.method === 'CONNECT')
    report([...path, 'method'], 'CONNECT opens a tunnel and cannot be a request of a plan');
  checkHeaders(step, report);
  checkAuth(step, report);
  checkBody(step, report);
}

/** An address that can be reached by one of these schemes, and a time for it. */
export function checkAddress({ value, path }: DraftAt, schemes: readonly string[], report: Report): void {
  const url = asText(value.url);
  const template = url === undefined ? undefined : readable(url);
  const problem = template && urlProblem(template, schemes);
  if (problem) report([...path, 'url'], problem);
  if (asText(value.timeout) !== undefined && parseDuration(String(value.timeout)) === 0) {
    report([...path, 'timeout'], 'must be longer than 0s');
  }
}

/** A sentence about a URL that could never be requested, whatever its placeholders become. */
function urlProblem({ source, parts }: Template, schemes: readonly string[]): string | undefined {
  const [first] = parts;
  const start = first?.kind === 'literal' ? first.text : undefined;
  const literals = parts.map((part) => (part.kind === 'literal' ? part.text : '')).join('');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const blank = /[\s\u0000-\u001f\u007f]/.exec(literals)?.[0];
  if (blank !== undefined) {
    return blank === ' '
      ? 'holds a space; write %20 instead'
      : 'holds a line break or another invisible character; take it out';
  }
  if (literals.includes('#'))
    return 'the part from # on is never sent to a server; leave it out, or write %23 for the character itself';
  if (start === undefined) return undefined;
  if (start.startsWith('//')) return 'starts with //; write https:// and the host, or a path with one /';
  if (start.startsWith('/') || start.startsWith('?')) return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(start)?.[1]?.toLowerCase();
  if (scheme !== undefined && !schemes.includes(scheme)) {
    const two = schemes.slice(0, 2).map((one) => `${one}://`);
    return `${scheme}:// cannot be requested; write ${two.join(' or ')}`;
  }
  if (scheme !== undefined) return absoluteProblem(start, parts.length === 1);
  if (/^[a-z0-9.-]+:\d/i.test(start)) return `has a host but no scheme; write http://${source}`;
  return `must start with / (a path below the base URL), with http:// or https://, or with a placeholder; write /${source}`;
}

function absoluteProblem(start: string, whole: boolean): string | undefined {
  const authority = /^[^/]*\/\/([^/?]*)/.exec(start)?.[1] ?? '';
  if (authority.includes('@'))
    return 'must not hold a user and a password; give them as `auth` of the request';
  if (authority === '' && whole) return 'names no host; write for example https://shop.example.com/';
  return whole && !URL.canParse(start) ? 'is not an address that can be requested' : undefined;
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What the HTTP client writes itself, or cannot speak. */
const OWN_HEADERS = new Set(['content-length', 'transfer-encoding', 'keep-alive', 'upgrade', 'expect']);
const NO_MORE_HEADERS: ReadonlySet<string> = new Set();

export function checkHeaders(
  { value, path }: DraftAt,
  report: Report,
  own: ReadonlySet<string> = NO_MORE_HEADERS,
): void {
  const seen = new Map<string, string>();
  for (const [name, text] of textEntries(value.headers)) {
    const at = [...path, 'headers', name];
    const before = seen.get(name.toLowerCase());
    if (!TOKEN.test(name)) report(at, `"${name}" cannot be the name of a header; use letters, digits and -`);
    else if (OWN_HEADERS.has(name.toLowerCase()) || own.has(name.toLowerCase()))
      report(at, `${name} is written by the HTTP client itself; leave it out`);
    else if (before !== undefined)
      report(at, `"${before}" is the same header, since case does not count; keep one of them`);
    seen.set(name.toLowerCase(), name);
    const template = readable(text);
    const forbidden = template && /[^\t\u0020-\u007e\u0080-\u00ff]/u.exec(literalsIn(template))?.[0];
    if (forbidden === undefined) continue;
    const what = forbidden < ' ' ? 'a line break or control character' : `"${forbidden}"`;
    report(at, `holds ${what}, which no header may carry; take it out or encode it`);
  }
}

function checkAuth({ value, path }: DraftAt, report: Report): void {
  if (value.auth === undefined) return;
  const auth = asDraft(value.auth);
  const header = textEntries(value.headers).find(([name]) => name.toLowerCase() === 'authorization');
  if (header) {
    report(
      [...path, 'auth'],
      `the request has the header ${header[0]} too, which says the same; keep one of them`,
    );
  }
  if (auth.type === 'basic') {
    const user = readable(asText(auth.user) ?? '');
    if (user && literalsIn(user).includes(':')) {
      report(
        [...path, 'auth', 'user'],
        'holds a colon, which ends the user of basic authentication; take it out',
      );
    }
  }
  checkToken(auth, [...path, 'auth', 'token'], report);
}

function checkToken({ type, token }: Draft, path: DraftAt['path'], report: Report): void {
  const template = type === 'bearer' ? readable(asText(token) ?? '') : undefined;
  if (!template) return;
  const literals = literalsIn(template);
  if (/^bearer\s/i.test(literals)) report(path, 'begins with "Bearer", which is written anyway; take it out');
  else if (/[^\x21-\x7e]/.test(literals)) report(path, 'holds a space or a character that no token may have');
}
