import { parseTemplate } from '../../lib/template/template.ts';
import { compileParts, compileText, joined, type Text, type TextContext } from '../vu/text.ts';
import { IterationFailure, type Values } from '../vu/values.ts';
import type { Origin, Origins } from './origins.ts';

/** An address, taken apart as requests need it. `path` holds the query. */
export type Target = { origin: Origin; path: string };

/** The address of a request step: one for all, or made for each request. It throws IterationFailure. */
export type CompiledTarget = Target | ((values: Values) => Target);

const ABSOLUTE = /^https?:\/\//i;
/** WebSocket sessions begin as HTTP. */
const WEBSOCKET = /^ws(?=s?:\/\/)/i;
/** Scheme and authority, when something behind shows that they are complete. */
const WHOLE_ORIGIN = /^https?:\/\/[^/?#]+(?=[/?])/i;
/** What may stand in a path as it is; anything else is encoded as browsers do. */
const CLEAN_PATH = /^\/[\w.~!$&'()*+,;=:@/?%[\]-]*$/;

type Address = { url: string; query: Record<string, string> };

/**
 * Compiles the URL and the query of a request. Relative URLs are joined to the base URL. Values in the query are
 * encoded; values in the URL stand as they are, except for characters that no address can hold.
 */
export function compileTarget(
  { url, query }: Address,
  baseUrl: string,
  origins: Origins,
  context: TextContext,
): CompiledTarget {
  const parts = compileParts(parseTemplate(url.replace(WEBSOCKET, 'http')), context);
  const [first = ''] = parts;
  const tail = compileQuery(
    query,
    parts.some((part) => typeof part === 'string' && part.includes('?')),
    context,
  );
  const base = baseOf(baseUrl);

  if (parts.length <= 1 && typeof first === 'string' && typeof tail === 'string') {
    const url = absolute(first, base) + tail;
    if (URL.canParse(url)) return targetOf(new URL(url), origins);
    return nowhere(url, base, origins, context);
  }
  if (typeof first === 'string' && (/^[/?]/.test(first) || WHOLE_ORIGIN.test(first))) {
    const whole = absolute(first, base);
    const start = WHOLE_ORIGIN.exec(`${whole}/`)?.[0] ?? '';
    if (!URL.canParse(start)) return nowhere(whole, base, origins, context);
    const origin = origins.of(new URL(start));
    const begin = whole.slice(start.length);
    const path = joined([begin.startsWith('/') ? begin : `/${begin}`, ...parts.slice(1), tail]);
    return (values) => ({ origin, path: cleanPath(typeof path === 'string' ? path : path(values), origin) });
  }
  const text = joined(parts);
  return (values) => freeTarget(text, tail, base, origins, values);
}

/** Says that an address is none; what is returned is never used. */
function nowhere(url: string, base: string, origins: Origins, { problem }: TextContext): Target {
  problem(`"${url}" is not an address that a request can be sent to`);
  return { origin: origins.of(new URL(base)), path: '/' };
}

/** An address of which not even the host is known before. */
function freeTarget(text: Text, tail: Text, base: string, origins: Origins, values: Values): Target {
  const written = typeof text === 'string' ? text : text(values);
  const query = typeof tail === 'string' ? tail : tail(values);
  const separated = written.includes('?') ? query.replace(/^\?/, '&') : query;
  const whole = absolute(written, base) + separated;
  if (!URL.canParse(whole))
    throw new IterationFailure(`"${whole}" is not an address that a request can be sent to`);
  return targetOf(new URL(whole), origins);
}

function targetOf(url: URL, origins: Origins): Target {
  return { origin: origins.of(url), path: url.pathname + url.search };
}

/** The base URL up to the place where paths are appended. */
function baseOf(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return origin + pathname.replace(/\/+$/, '');
}

function absolute(written: string, base: string): string {
  const url = written.replace(WEBSOCKET, 'http');
  if (ABSOLUTE.test(url)) return url;
  return /^[/?]/.test(url) || url === '' ? base + url : `${base}/${url}`;
}

function cleanPath(path: string, origin: Origin): string {
  if (CLEAN_PATH.test(path)) return path;
  const { pathname, search } = new URL(origin.text + path);
  return pathname + search;
}

function compileQuery(query: Record<string, string>, begun: boolean, context: TextContext): Text {
  const parts: Text[] = [];
  for (const [name, value] of Object.entries(query)) {
    const separator = parts.length === 0 && !begun ? '?' : '&';
    parts.push(`${separator}${encodeURIComponent(name)}=`, compileText(value, context, encodeURIComponent));
  }
  return joined(parts);
}
