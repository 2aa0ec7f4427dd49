import { parseDuration } from './duration.ts';
import type { HostOverrides } from './host-override.ts';

/** An IP address, and the port when it is another one than the URL's. IPv6 without brackets. */
export type HostAddress = { ip: string; port: number | null };

const isIpv4 = (text: string) =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) <= 255);
const isIpv6 = (text: string) => /^[0-9a-f:.]+$/i.test(text) && URL.canParse(`http://[${text}]`);

/** `10.0.0.5`, `10.0.0.5:8443`, `fd00::5` or `[fd00::5]:8443`; undefined when the text is none of these. */
export function parseHostAddress(text: string): HostAddress | undefined {
  if (isIpv6(text)) return { ip: text.toLowerCase(), port: null };
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const ip = bracketed ?? plain ?? '';
  if (bracketed === undefined ? !isIpv4(ip) : !isIpv6(ip)) return undefined;
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return undefined;
  return { ip: ip.toLowerCase(), port: port === undefined ? null : Number(port) };
}

/** How long the answer of a look-up is used, milliseconds. */
export function freshMs(policy: string): number {
  if (policy === 'once') return Number.POSITIVE_INFINITY;
  return policy === 'per-connection' ? 0 : (parseDuration(policy) ?? 0);
}

/** The addresses that an environment gives the host of a URL; null when it says nothing about it. */
export function overrideOf(hosts: HostOverrides, url: URL): HostAddress[] | null {
  const name = url.hostname;
  const port = portOf(url);
  const texts =
    ownEntry(hosts, `${name}:${port}`) ?? ownEntry(hosts, name) ?? wildcardEntry(hosts, name, port);
  if (texts === undefined) return null;
  return texts.flatMap((text) => parseHostAddress(text) ?? []);
}

const ownEntry = (hosts: HostOverrides, name: string) =>
  Object.hasOwn(hosts, name) ? hosts[name] : undefined;

/** The entry of `*.example.com` for whatever ends so; the longest one of several. */
function wildcardEntry(hosts: HostOverrides, name: string, port: number): string[] | undefined {
  for (let at = name.indexOf('.'); at >= 0; at = name.indexOf('.', at + 1)) {
    const pattern = `*${name.slice(at)}`;
    const found = ownEntry(hosts, `${pattern}:${port}`) ?? ownEntry(hosts, pattern);
    if (found) return found;
  }
  return undefined;
}

/** The port that a URL means. */
export const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
