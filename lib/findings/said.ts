import type { ShownExchange } from '../run/failure-figures.ts';
import type { Found } from './finding.ts';
import type { Observed } from './observed.ts';

/** What an answer, or the error instead of one, said. */
type Said = { name: string; text: string; atMs: number };

/** Around what was looked for, so many characters are told. */
const AROUND = 60;

/** Exchanges that were kept and say something like this, each wording once. */
function saidIn(samples: readonly ShownExchange[], pattern: RegExp): Said[] {
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

/** So many of the wordings are evidence enough. */
const TOLD = 5;

/** The parts of a finding that follow from what was said, the first of it included; null when nobody said such a thing. */
export function toldBySaid(
  samples: readonly ShownExchange[],
  pattern: RegExp,
  observed: Observed,
): { text: string; found: Pick<Found, 'evidence' | 'since' | 'requests'> } | null {
  const said = saidIn(samples, pattern);
  const [first] = said.toSorted((a, b) => a.atMs - b.atMs);
  if (!first) return null;
  return {
    text: first.text,
    found: {
      evidence: said.slice(0, TOLD).map(({ name, text }) => ({
        ...{ text: `${name}: ${text}`, curves: null, course: ['failed', 'vus'] },
      })),
      since: observed.loadAt(Math.floor(first.atMs / 1000)),
      requests: [...new Set(said.map(({ name }) => name))],
    },
  };
}
