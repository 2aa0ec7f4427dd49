import type { Origins } from '../../http/origins.ts';
import type { Target } from '../../http/target.ts';
import { UNSUPPORTED_SCHEME } from '../guest/host.ts';

/** `authorization`: of the user that the address names; null when it names none. */
export type ScriptTarget = Target & { authorization: string | null };

const MOST_KEPT = 10_000;

/** Addresses as scripts write them, taken apart; the latest ones are kept, since scripts ask the same ones again. */
export class Targets {
  private readonly origins: Origins;
  private readonly known = new Map<string, ScriptTarget>();

  constructor(origins: Origins) {
    this.origins = origins;
  }

  /** Throws a sentence (a string) for what is no address. */
  of(text: string): ScriptTarget {
    const before = this.known.get(text);
    if (before) return before;
    const [, scheme = ''] = /^([a-z][a-z0-9+.-]*):/i.exec(text) ?? [];
    if (!/^https?$/i.test(scheme))
      throw `${UNSUPPORTED_SCHEME} "${scheme}": "${text.slice(0, 500)}" must be a whole address, such as https://shop.example.com/`;
    if (!URL.canParse(text)) throw `invalid URL: "${text.slice(0, 500)}" cannot be read as an address`;
    const url = new URL(text);
    const target: ScriptTarget = {
      origin: this.origins.of(url),
      path: url.pathname + url.search,
      authorization: basicOf(url),
    };
    if (this.known.size >= MOST_KEPT) this.known.clear();
    this.known.set(text, target);
    return target;
  }
}

function basicOf({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}
