import { type LookupAddress, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { ResolvedAddresses } from '../../lib/plan/script.ts';

/** Which of the addresses of a name connections go to. */
export type AddressChoice = Pick<ResolvedAddresses, 'select' | 'policy'>;

type Answer = (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void;
type Entry = { addresses: LookupAddress[]; untilMs: number; waiting: Answer[] | null; turn: number };

/** Asks the system for all addresses of a name. */
export type AskSystem = (hostname: string, answer: Answer) => void;

const askSystem: AskSystem = (hostname, answer) => lookup(hostname, { all: true }, answer);

/**
 * Looks names up for all VUs together, since the system resolves only a few at a time: an answer is used for `freshMs`,
 * and who asks while a look-up is on its way waits for that one. Of several addresses of one family every connection
 * starts with the next, so that all machines behind a name get load. What is known is answered before this returns.
 */
export function cachedLookup(
  freshMs: number,
  ask: AskSystem = askSystem,
  choice: AddressChoice = { select: 'roundRobin', policy: 'any' },
): LookupFunction {
  const entries = new Map<string, Entry>();

  const addressesOf = (hostname: string, answer: Answer) => {
    let entry = entries.get(hostname);
    if (entry && performance.now() < entry.untilMs) {
      answer(null, chosen(entry, choice.select));
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
    ask(hostname, (error, addresses) => {
      const waiting = asked.waiting ?? [];
      asked.waiting = null;
      if (!error) {
        const safe = hostname === 'localhost' ? addresses.filter(isLoopback) : addresses;
        asked.addresses = preferred(safe, choice.policy);
        asked.untilMs = performance.now() + freshMs;
      }
      for (const each of waiting) each(error, error ? [] : chosen(asked, choice.select));
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
      else if (!first) callback(noAddress(hostname), options.all ? [] : '', 0);
      else if (options.all) callback(null, wanted);
      else callback(null, first.address, first.family);
    });
  };
}

/** `localhost` is always allowed, so it must not be anything but this machine, whatever a hosts file says. */
const isLoopback = ({ address }: LookupAddress) => address.startsWith('127.') || address === '::1';

const noAddress = (hostname: string) =>
  Object.assign(new Error(`${hostname} has no such address`), { code: 'ENOTFOUND' });

/** Addresses of the families that are wanted, those of the better one first. */
function preferred(addresses: LookupAddress[], policy: AddressChoice['policy']): LookupAddress[] {
  if (policy === 'any') return addresses;
  const family = policy.endsWith('4') ? 4 : 6;
  const first = addresses.filter((one) => one.family === family);
  return policy.startsWith('only') ? first : [...first, ...addresses.filter((one) => one.family !== family)];
}

/** Families stay in their order; within the first one, another address comes first every time, unless `select` is first. */
function chosen(entry: Entry, select: AddressChoice['select']): LookupAddress[] {
  if (select === 'first') return entry.addresses;
  const family = entry.addresses[0]?.family;
  const alike = entry.addresses.filter((address) => address.family === family);
  if (alike.length < 2) return entry.addresses;
  const turn = select === 'random' ? Math.floor(Math.random() * alike.length) : entry.turn++ % alike.length;
  return [
    ...alike.slice(turn),
    ...alike.slice(0, turn),
    ...entry.addresses.filter((address) => address.family !== family),
  ];
}
