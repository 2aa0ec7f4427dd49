import { z } from 'zod';
import { parseDuration } from './duration.ts';

/** An IP address, and the port when it is another one than the URL's. IPv6 without brackets. */
export type HostAddress = { ip: string; port: number | null };

const isIpv4 = (text: string) => z.ipv4().safeParse(text).success;
const isIpv6 = (text: string) => z.ipv6().safeParse(text).success;

/** `10.0.0.5`, `10.0.0.5:8443`, `fd00::5` or `[fd00::5]:8443`; undefined when the text is none of these. */
export function parseHostAddress(text: string): HostAddress | undefined {
  if (isIpv6(text)) return { ip: text.toLowerCase(), port: null };
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? [];
  const ip = bracketed ?? plain ?? '';
  if (bracketed === undefined ? !isIpv4(ip) : !isIpv6(ip)) return undefined;
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return undefined;
  return { ip: ip.toLowerCase(), port: port === undefined ? null : Number(port) };
}

const OverriddenName = z
  .string()
  .max(255)
  .regex(
    /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/,
    'must be a name in small letters such as shop.example.com or shop.example.com:8443, without http://',
  );

const Address = z
  .string()
  .max(60)
  .refine((text) => parseHostAddress(text) !== undefined, {
    message: 'must be an IP address such as 10.0.0.5, 10.0.0.5:8443 or [fd00::5]:8443',
  });

export const HostOverrides = z.record(
  OverriddenName,
  z.array(Address).min(1, 'needs at least one address').max(100),
);
export type HostOverrides = z.output<typeof HostOverrides>;

/** When names are looked up. */
export const ResolvePolicy = z
  .string()
  .max(50)
  .refine((text) => text === 'once' || text === 'per-connection' || (parseDuration(text) ?? 0) > 0, {
    message: 'must be once, per-connection, or how long an answer holds, such as 30s',
  });

/** How long the answer of a look-up is used, milliseconds. */
export function freshMs(policy: string): number {
  if (policy === 'once') return Number.POSITIVE_INFINITY;
  return policy === 'per-connection' ? 0 : (parseDuration(policy) ?? 0);
}

/** The addresses that an environment gives the host of a URL; null when it says nothing about it. */
export function overrideOf(hosts: HostOverrides, url: URL): HostAddress[] | null {
  const name = url.hostname;
  const port = portOf(url);
  const texts = ownEntry(hosts, `${name}:${port}`) ?? ownEntry(hosts, name);
  if (texts === undefined) return null;
  return texts.flatMap((text) => parseHostAddress(text) ?? []);
}

const ownEntry = (hosts: HostOverrides, name: string) =>
  Object.hasOwn(hosts, name) ? hosts[name] : undefined;

/** The port that a URL means. */
export const portOf = (url: URL): number => Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
