/** Addresses by name, as in a hosts file but the name first: `shop.example.com 10.0.0.5 10.0.0.6`. */
type Hosts = Record<string, string[]>;

const wordsIn = (line: string) =>
  line
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);

export const hostLines = (hosts: Hosts): string =>
  Object.entries(hosts)
    .map(([name, addresses]) => [name, ...addresses].join(' '))
    .join('\n');

/** Lines of the same name are taken together. */
export function readHostLines(text: string): Hosts {
  const hosts = new Map<string, string[]>();
  for (const line of text.split('\n')) {
    const [name, ...addresses] = wordsIn(line);
    if (name !== undefined) hosts.set(name, [...(hosts.get(name) ?? []), ...addresses]);
  }
  return Object.fromEntries(hosts);
}

/** What stands at a path in the hosts that the text says: a name, which may hold dots, or one of its addresses. */
export function wrongHost(text: string, path: readonly string[]): string {
  const hosts = readHostLines(text);
  const whole = path.join('.');
  if (Object.hasOwn(hosts, whole)) return whole;
  return hosts[path.slice(0, -1).join('.')]?.[Number(path.at(-1))] ?? whole;
}
