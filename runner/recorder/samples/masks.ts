import { SECRET_NAME } from '../../../lib/plan/secret-name.ts';

const MASK = '***';

/** Headers whose values let somebody in. */
const SECRET_HEADER =
  /^(?:authorization|proxy-authorization|cookie|set-cookie|.*(?:api[-_]?key|token|secret|password|passwd|session|credential|signature|csrf|xsrf|x-auth|jwt).*)$/i;

const IN_QUERY = new RegExp(`([?&;]|^)(${SECRET_NAME})=([^&#;\\s]+)`, 'gi');
/** A text that was cut in the middle of a value has no closing quote. */
const IN_JSON = new RegExp(
  `("(?:${SECRET_NAME})"\\s*:\\s*)(?:"(?:[^"\\\\]|\\\\[\\s\\S])*(?:"|$)|[\\w.+-]+)`,
  'gi',
);
const JWT = /\beyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g;

/** The value of a header as it may be shown: what lets somebody in is masked, names and attributes stay. */
export function maskedHeader(name: string, value: string): string {
  if (!SECRET_HEADER.test(name)) return value.replace(JWT, MASK);
  switch (name.toLowerCase()) {
    case 'cookie':
      return value.replace(/=[^;]*/g, `=${MASK}`);
    case 'set-cookie':
      return value.replace(/=[^;]*/, `=${MASK}`);
    case 'authorization':
    case 'proxy-authorization':
      return value.replace(/^(\S+)\s+[\s\S]+$|^[\s\S]+$/, (_, scheme?: string) =>
        scheme ? `${scheme} ${MASK}` : MASK,
      );
    default:
      return MASK;
  }
}

export function maskedUrl(url: string): string {
  return url
    .replace(/^(\w+:\/\/)[^/?#@]*@/, `$1${MASK}@`)
    .replace(IN_QUERY, `$1$2=${MASK}`)
    .replace(JWT, MASK);
}

/** JSON and forms without the values of fields that are secret by their names. */
export function maskedText(text: string): string {
  return text.replace(IN_JSON, `$1"${MASK}"`).replace(IN_QUERY, `$1$2=${MASK}`).replace(JWT, MASK);
}
