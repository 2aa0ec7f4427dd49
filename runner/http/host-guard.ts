import type { Environment } from '../../lib/plan/environment.ts';

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

type Pattern = { suffix: string | null; host: string; port: string | null };

/**
 * Says where load may go: to loopback, and to the hosts that the environment allows, wherever their names point. It
 * looks at the host of the URL alone, so a name that merely resolves to loopback must be allowed like any other.
 */
export class HostGuard {
  private readonly patterns: Pattern[];

  constructor(environment: Pick<Environment, 'allowedHosts'>) {
    this.patterns = environment.allowedHosts.map(patternOf);
  }

  allows(url: URL): boolean {
    return LOOPBACK.test(url.hostname) || this.patterns.some((pattern) => matches(pattern, url));
  }
}

function patternOf(text: string): Pattern {
  const lower = text.toLowerCase();
  const port = /:(\d+)$/.exec(lower)?.[1] ?? null;
  const host = port === null ? lower : lower.slice(0, -port.length - 1);
  return { suffix: host.startsWith('*.') ? host.slice(1) : null, host, port };
}

function matches({ suffix, host, port }: Pattern, url: URL): boolean {
  if (port !== null && port !== portOf(url)) return false;
  return suffix === null
    ? url.hostname === host
    : url.hostname.endsWith(suffix) && url.hostname.length > suffix.length;
}

const portOf = (url: URL) => url.port || (url.protocol === 'https:' ? '443' : '80');

/** A sentence that names the host and says how to allow it. */
export function refusalOf(url: URL): string {
  return `${url.host} is not an allowed host, so nothing was sent to it; to allow it, add ${url.host} to the allowed hosts of the environment (--allow-host ${url.host})`;
}
