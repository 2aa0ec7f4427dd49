import { isIP } from 'node:net';

/** A Host header taken apart: name lower-case and without a final dot, IPv6 in brackets. */
export type Host = { name: string; port: number | undefined };

const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\.?(?::(\d{1,5}))?$/i;

/** Takes a Host header apart; undefined when it is not one `host` or `host:port`. */
export function parseHost(text: string): Host | undefined {
  const [, name, port] = HOST.exec(text) ?? [];
  if (name === undefined || (port !== undefined && Number(port) > 65_535)) return undefined;
  if (name.startsWith('[') && isIP(name.slice(1, -1)) !== 6) return undefined;
  return { name: name.toLowerCase(), port: port === undefined ? undefined : Number(port) };
}

/** Names and addresses that cannot be reached from another machine, so that no foreign name server can claim them. */
export function isLoopback(name: string): boolean {
  if (name === 'localhost' || name.endsWith('.localhost')) return true;
  if (name === '[::1]' || name === '::1') return true;
  return isIP(name) === 4 && name.startsWith('127.');
}

export type AllowedHosts = (host: Host) => boolean;

/**
 * Which Host headers we answer to. A page of a foreign name whose server suddenly points that name at this machine (DNS
 * rebinding) still sends its own name, which is not among them.
 * `listed`: `name`, which stands for our own port and the scheme's, or `name:port`.
 */
export function allowedHosts(options: {
  port: number;
  listed: string[];
  ownAddresses: string[];
}): AllowedHosts {
  const listed = options.listed.map((text) => {
    const host = parseHost(text);
    if (!host)
      throw new Error(
        `REHEARSAL_ALLOWED_HOSTS: "${text}" is not a host; write for example load.example.com or 10.0.0.5:8080.`,
      );
    return host;
  });
  const own = new Set(options.ownAddresses);
  return ({ name, port }) => {
    const onOurPort = (port ?? 80) === options.port;
    if (onOurPort && (isLoopback(name) || own.has(name))) return true;
    return listed.some((entry) => {
      if (entry.name !== name) return false;
      return entry.port === undefined
        ? onOurPort || port === undefined || port === 80 || port === 443
        : entry.port === port;
    });
  };
}
