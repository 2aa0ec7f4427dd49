import { type LookupAddress, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** How long the addresses of a name are used before it is looked up again. */
const FRESH_MS = 30_000;

type Answer = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;
type Entry = { addresses: LookupAddress[]; untilMs: number; waiting: Answer[] | null; turn: number };

/**
 * Looks names up once for all VUs, since the system resolves only a few at a time. Of several addresses of one family
 * every connection starts with the next, so that all machines behind a name get load.
 */
export function cachedLookup(): LookupFunction {
  const entries = new Map<string, Entry>();

  const addressesOf = (hostname: string, answer: Answer) => {
    let entry = entries.get(hostname);
    if (entry && performance.now() < entry.untilMs) {
      answer(null, rotated(entry));
      return;
    }
    if (!entry) {
      entry = { addresses: [], untilMs: 0, waiting: null, turn: 0 };
      entries.set(hostname, entry);
    }
    if (entry.waiting) {
      entry.waiting.push(answer);
      return;
    }
    const asked = entry;
    asked.waiting = [answer];
    lookup(hostname, { all: true }, (error, addresses) => {
      const waiting = asked.waiting ?? [];
      asked.waiting = null;
      if (!error) {
        asked.addresses = addresses;
        asked.untilMs = performance.now() + FRESH_MS;
      }
      for (const each of waiting) each(error, error ? [] : rotated(asked));
    });
  };

  return (hostname, options, callback) => {
    addressesOf(hostname, (error, addresses) => {
      const wanted =
        options.family === 4 || options.family === 6
          ? addresses.filter((a) => a.family === options.family)
          : addresses;
      const [first] = wanted;
      if (error) callback(error, options.all ? [] : '', 0);
      else if (options.all) callback(null, wanted);
      else if (first) callback(null, first.address, first.family);
      else
        callback(Object.assign(new Error(`${hostname} has no such address`), { code: 'ENOTFOUND' }), '', 0);
    });
  };
}

/** Families stay in the system's order; within the first one, another address comes first every time. */
function rotated(entry: Entry): LookupAddress[] {
  const family = entry.addresses[0]?.family;
  const alike = entry.addresses.filter((address) => address.family === family);
  if (alike.length < 2) return entry.addresses;
  const turn = entry.turn++ % alike.length;
  return [
    ...alike.slice(turn),
    ...alike.slice(0, turn),
    ...entry.addresses.filter((address) => address.family !== family),
  ];
}
