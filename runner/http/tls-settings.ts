import { X509Certificate } from 'node:crypto';
import tls from 'node:tls';
import type { Environment } from '../../lib/plan/environment.ts';
import type { FillIn } from './environment-text.ts';

/** How all TLS connections of a worker are made. */
export type TlsSettings = {
  /** One for all: each of its own would be memory for every VU. Made when the first connection needs it. */
  context: () => tls.SecureContext;
  /** Asked for and to be proven instead of the URL's host; empty when it is that host. */
  serverName: string;
  verify: boolean;
  protocols: string[];
};

/** `problem` gets a sentence about each certificate or key that cannot be used; the run must not start then. */
export function tlsSettings(
  { tls: options, httpVersion }: Pick<Environment, 'tls' | 'httpVersion'>,
  fillIn: FillIn,
  problem: (sentence: string) => void,
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
  const make = () =>
    tls.createSecureContext({
      ...shown,
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
  return {
    context: () => {
      context ??= make();
      return context;
    },
    serverName: options.serverName,
    verify: options.verify,
    protocols: httpVersion === '2' ? ['h2', 'http/1.1'] : ['http/1.1'],
  };
}

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
