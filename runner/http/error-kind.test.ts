import { describe, expect, it } from 'vitest';
import { errorKind, errorMessage, RequestFailure } from './error-kind.ts';

const coded = (code: string) => Object.assign(new Error(`failed with ${code}`), { code });

describe('errorKind', () => {
  it.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'refused'],
    ['ECONNRESET', 'reset'],
    ['EPIPE', 'reset'],
    ['ETIMEDOUT', 'timeout'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['EHOSTUNREACH', 'other'],
  ])('%s is %s', (code, kind) => {
    expect(errorKind(coded(code))).toBe(kind);
  });

  it('knows our own failures', () => {
    expect(errorKind(new RequestFailure('timeout', 'too slow'))).toBe('timeout');
    expect(errorKind('text')).toBe('other');
  });
});

describe('errorMessage', () => {
  it('says what to do about limits of this machine', () => {
    expect(errorMessage(coded('EADDRNOTAVAIL'))).toContain('net.ipv4.ip_local_port_range');
    expect(errorMessage(coded('EMFILE'))).toContain('ulimit -n');
  });

  it('says what all addresses of a name said', () => {
    const all = new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED'), coded('ENETUNREACH')]);
    expect(errorMessage(all)).toBe('failed with ECONNREFUSED; failed with ENETUNREACH');
  });
});
