import { TLSSocket } from 'node:tls';

/** What an open connection agreed on with the other end. One object for all connections that agreed on the same. */
export type PeerFacts = {
  protocol: 'HTTP/1.1' | 'HTTP/2.0';
  /** As OpenSSL names it, such as TLSv1.3; empty without TLS. */
  tlsVersion: string;
  /** The name of the IANA, such as TLS_AES_128_GCM_SHA256; empty without TLS. */
  cipher: string;
};

const known = new Map<string, PeerFacts>();

export function peerFacts(socket: unknown, http2: boolean): PeerFacts {
  const protocol = http2 ? 'HTTP/2.0' : 'HTTP/1.1';
  const tls = socket instanceof TLSSocket ? socket : null;
  const tlsVersion = tls?.getProtocol() ?? '';
  const cipher = tls?.getCipher()?.standardName ?? '';
  const key = `${protocol} ${tlsVersion} ${cipher}`;
  const before = known.get(key);
  if (before) return before;
  const facts: PeerFacts = { protocol, tlsVersion, cipher };
  known.set(key, facts);
  return facts;
}
