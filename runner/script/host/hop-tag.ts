import type { Connection } from '../../http/connection.ts';
import type { Hop } from '../../http/exchange.ts';
import type { HostRequest } from '../guest/host.ts';
import { TLS_VERSIONS } from '../guest/response.ts';
import { isStatusCode, k6Message } from './error-code.ts';

/** A system tag of one request, as k6 gives it; undefined where it gives none, and for what is no system tag. */
export function hopTag(
  tag: string,
  request: HostRequest,
  { url, status, error }: Hop,
  errorCode: number,
  connection: Connection | null,
): string | undefined {
  const broken = error !== null && errorCode !== 0 && !isStatusCode(errorCode);
  switch (tag) {
    case 'status':
      return broken ? '0' : `${status}`;
    case 'method':
      return request.method;
    case 'name':
      return request.name;
    case 'url':
      return request.name === request.url ? url : request.name;
    case 'expected_response':
      return request.unjudged ? undefined : `${error === null}`;
    case 'error':
      return broken ? k6Message(error) : undefined;
    case 'error_code':
      return errorCode === 0 ? undefined : `${errorCode}`;
    case 'proto':
      return broken ? undefined : (connection?.facts?.protocol ?? 'HTTP/1.1');
    case 'tls_version':
      return connection?.facts ? TLS_VERSIONS[connection.facts.tlsVersion] : undefined;
    case 'ocsp_status':
      return connection?.facts?.tlsVersion ? 'unknown' : undefined;
    case 'ip':
      return connection?.ip || undefined;
    default:
      return undefined;
  }
}
