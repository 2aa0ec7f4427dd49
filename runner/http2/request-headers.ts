import type { OutgoingHttpHeaders } from 'node:http2';
import type { Outgoing } from '../http/outgoing.ts';

/** Of the connection and of the framing, which HTTP/2 has other ways for (RFC 9113, 8.2.2). */
const NOT_SENT = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'host',
]);

/** What HTTP/2 sends for a request that passed the rules of HTTP/1.1. */
export function requestHeaders({ origin, options }: Outgoing): OutgoingHttpHeaders {
  const { method, path, headers, body } = options;
  const fields: OutgoingHttpHeaders = {
    ':method': method,
    ':scheme': 'https',
    ':authority': origin.text.slice('https://'.length),
    ':path': path,
  };
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i]?.toLowerCase() ?? '';
    const value = headers[i + 1] ?? '';
    if (name === 'host') fields[':authority'] = value;
    else if (!NOT_SENT.has(name)) fields[name] = joined(name, fields[name], value);
  }
  if (body !== null) fields['content-length'] = Buffer.byteLength(body);
  return fields;
}

/** Several fields of one name, which a request with single names does not have, are one (RFC 9110, 5.3; RFC 6265, 5.4). */
function joined(name: string, before: OutgoingHttpHeaders[string], value: string): string {
  if (before === undefined) return value;
  return `${before}${name === 'cookie' ? '; ' : ', '}${value}`;
}
