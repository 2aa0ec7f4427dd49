import { hexOf, utf8Of } from '../modules/bytes.ts';
import type { Algorithm, Hashing } from '../modules/crypto/hashing.ts';

/** Who a request says it is. */
export type Credentials = { user: string; password: string };

/** The user and the password in an address; null when it has none. */
export function credentialsOf(address: string): Credentials | null {
  const [, user, password = ''] = /^[a-z]+:\/\/([^/?#@:]*)(?::([^/?#@]*))?@/i.exec(address) ?? [];
  return user === undefined ? null : { user: decoded(user), password: decoded(password) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Asked = { method: string; path: string; body: Uint8Array | string | null };

const HASHES: Record<string, Algorithm> = {
  md5: 'md5',
  'sha-256': 'sha256',
  'sha-512-256': 'sha512_256',
};

/**
 * The `authorization` header that answers a `www-authenticate: Digest` (RFC 7616); null when there is none, or it asks
 * for what is not known.
 */
export function digestAuthorization(
  challenge: string,
  { user, password }: Credentials,
  { method, path, body }: Asked,
  hashing: Hashing,
  nonceOfClient: string,
): string | null {
  if (!/^digest\s/i.test(challenge)) return null;
  const told = parametersOf(challenge.replace(/^digest\s+/i, ''));
  const { realm = '', nonce = '', opaque, algorithm = 'MD5' } = told;
  const session = /-sess$/i.test(algorithm);
  const hash = HASHES[algorithm.toLowerCase().replace(/-sess$/, '')];
  const offered = (told.qop ?? '').split(',').map((one) => one.trim());
  const qop = offered.includes('auth') ? 'auth' : offered.includes('auth-int') ? 'auth-int' : '';
  if (!hash || (told.qop && qop === '')) return null;
  const digest = (given: string | Uint8Array): string => {
    const hasher = hashing.digestOf(hash);
    hasher.update(typeof given === 'string' ? utf8Of(given) : given);
    return hexOf(hasher.peek());
  };
  const count = '00000001';
  const own = digest(`${user}:${realm}:${password}`);
  const secret = session ? digest(`${own}:${nonce}:${nonceOfClient}`) : own;
  const asked = digest(qop === 'auth-int' ? `${method}:${path}:${digest(body ?? '')}` : `${method}:${path}`);
  const response = digest(
    qop === ''
      ? `${secret}:${nonce}:${asked}`
      : `${secret}:${nonce}:${count}:${nonceOfClient}:${qop}:${asked}`,
  );
  const fields = [
    `username="${quoted(user)}"`,
    `realm="${quoted(realm)}"`,
    `nonce="${quoted(nonce)}"`,
    `uri="${path}"`,
    `response="${response}"`,
    `algorithm=${algorithm}`,
  ];
  if (opaque !== undefined) fields.push(`opaque="${quoted(opaque)}"`);
  if (qop !== '') fields.push(`qop=${qop}`, `nc=${count}`, `cnonce="${nonceOfClient}"`);
  return `Digest ${fields.join(', ')}`;
}

const quoted = (text: string) => text.replace(/["\\]/g, '\\$&');

/** Names and values of a challenge. */
function parametersOf(text: string): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [, name = '', inQuotes, plain] of text.matchAll(
    /([a-z0-9_-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]*))/gi,
  ))
    all[name.toLowerCase()] = inQuotes?.replace(/\\(.)/g, '$1') ?? plain ?? '';
  return all;
}
