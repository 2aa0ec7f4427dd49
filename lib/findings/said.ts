import type { ShownExchange } from '../run/failure-figures.ts';

/** What an answer, or the error instead of one, said. */
export type Said = { name: string; text: string; atMs: number };

/** Around what was looked for, so many characters are told. */
const AROUND = 60;

/** Exchanges that were kept and say something like this, each wording once. */
export function saidIn(samples: readonly ShownExchange[], pattern: RegExp): Said[] {
  const found = new Map<string, Said>();
  for (const { name, atMs, message, response } of samples) {
    const text = `${message}\n${response?.body?.form === 'text' ? response.body.text : ''}`;
    const match = pattern.exec(text);
    if (!match) continue;
    const start = Math.max(0, match.index - AROUND);
    const around = text.slice(start, match.index + match[0].length + AROUND).replaceAll(/\s+/g, ' ');
    const key = `${name} ${match[0].toLowerCase()}`;
    if (!found.has(key)) found.set(key, { name, text: around.trim(), atMs });
  }
  return [...found.values()];
}
