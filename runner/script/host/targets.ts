import type { Origins } from '../../http/origins.ts';
import type { Target } from '../../http/target.ts';

const MOST_KEPT = 10_000;

/** Addresses as scripts write them, taken apart; the latest ones are kept, since scripts ask the same ones again. */
export class Targets {
  private readonly origins: Origins;
  private readonly known = new Map<string, Target>();

  constructor(origins: Origins) {
    this.origins = origins;
  }

  /** Throws a sentence (a string) for what is no address. */
  of(text: string): Target {
    const before = this.known.get(text);
    if (before) return before;
    if (!URL.canParse(text))
      throw `"${text.slice(0, 500)}" is not an address; write a whole one, such as https://shop.example.com/`;
    const url = new URL(text);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw `"${text.slice(0, 500)}" must start with http:// or https://`;
    const target = { origin: this.origins.of(url), path: url.pathname + url.search };
    if (this.known.size >= MOST_KEPT) this.known.clear();
    this.known.set(text, target);
    return target;
  }
}
