import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import type { Environment } from '../../lib/plan/environment.ts';
import type { ClientCertificate } from '../../lib/plan/script.ts';
import type { FillIn } from './environment-text.ts';

/** How all TLS connections of a worker are made. */
export type TlsSettings = {
  /** One for all that show the same certificate: each of its own would be memory for every VU. Made when it is first needed. */
  context: (hostname: string) => tls.SecureContext;
  /** Asked for and to be proven instead of the URL's host; empty when it is that host. */
  serverName: string;
  verify: boolean;
  protocols: string[];
};

/**
 * `problem` gets a sentence about each certificate or key that cannot be used; the run must not start then. `scripts` are
 * those of a script, for targets to which the environment itself shows none.
 */
export function tlsSettings(
  { tls: options, httpVersion }: Pick<Environment, 'tls' | 'httpVersion'>,
  fillIn: FillIn,
  problem: (sentence: string) => void,
  scripts: readonly ClientCertificate[] = [],
): TlsSettings {
  const text = (field: 'ca' | 'certificate' | 'key' | 'passphrase') => fillIn(options[field], `tls.${field}`);
  const own = certificatesIn(text('ca'), (sentence) => problem(`tls.ca of the environment ${sentence}`));
  const shown: tls.SecureContextOptions =
    options.certificate === ''
      ? {}
      : {
          cert: pem(text('certificate')),
          key: pem(text('key')),
          passphrase: text('passphrase') || undefined,
        };
  const make = (certificate: tls.SecureContextOptions = shown) =>
    tls.createSecureContext({
      ...certificate,
      ...(own.length > 0 ? { ca: [...tls.getCACertificates('default'), ...own] } : {}),
    });
  let context: tls.SecureContext | null = null;
  if (options.certificate !== '') {
    try {
      context = make();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problem(`tls.certificate and tls.key of the environment cannot be used: ${reason}`);
    }
  }
  const further = options.certificate === '' ? scripts.flatMap((one, index) => ofScript(one, index)) : [];
  function ofScript({ certificate, key, passphrase, domains }: ClientCertificate, index: number) {
    try {
      const own = make({ cert: pem(certificate), key: pem(key), passphrase: passphrase || undefined });
      return [{ domains, own }];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problem(`tlsAuth[${index}] of the script: its cert and key cannot be used: ${reason}`);
      return [];
    }
  }
  return {
    context: (hostname) => {
      const own = further.find(({ domains }) => domains.length === 0 || domains.some(holdsFor(hostname)));
      if (own) return own.own;
      context ??= make();
      return context;
    },
    serverName: options.serverName,
    verify: options.verify,
    protocols: httpVersion === '2' ? ['h2', 'http/1.1'] : ['http/1.1'],
  };
}

/** `*.example.com` stands for one name below. */
const holdsFor = (hostname: string) => (domain: string) =>
  domain.startsWith('*.')
    ? hostname.slice(hostname.indexOf('.')) === domain.slice(1).toLowerCase()
    : hostname === domain.toLowerCase();

const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;

/** PEM with its line ends, which a field of one line takes away. */
export function pem(text: string): string {
  if (text.includes('\n')) return text;
  return text.replaceAll(BLOCK, (_, label: string, body: string) => {
    const lines = body.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
    return `${[`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join('\n')}\n`;
  });
}

function certificatesIn(text: string, problem: (sentence: string) => void): string[] {
  if (text.trim() === '') return [];
  const blocks = pem(text).match(BLOCK) ?? [];
  if (blocks.length === 0) problem('holds no certificate; it begins with -----BEGIN CERTIFICATE-----');
  return blocks.filter((block, index) => {
    try {
      return new X509Certificate(block);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problem(`holds a certificate (number ${index + 1}) that cannot be read: ${reason}`);
      return false;
    }
  });
}
