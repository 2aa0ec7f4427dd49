import { formatSpan } from '../format/format.ts';
import type { Detectable } from './detectable.ts';

const percent = (shift: number) =>
  shift >= 1 ? `${Number((shift + 1).toPrecision(2))}x` : `${Number((shift * 100).toPrecision(2))} %`;

/** `With 5 min it can tell a p95 that is slower by 6 % or more; …` */
export function detectableWords({ seconds, total, requests }: Detectable): string {
  const known = requests.flatMap(({ name, shift }) => (shift === null ? [] : [{ name, shift }]));
  known.sort((a, b) => a.shift - b.shift);
  const [best, worst] = [known[0], known.at(-1)];
  const few = requests.length - known.length;
  const parts = [
    total === null
      ? `With ${formatSpan(seconds)} it cannot tell whether p95 got slower: there are too few requests`
      : `With ${formatSpan(seconds)} it can tell when p95 of all requests got slower by ${percent(total)} or more`,
    ...(best && worst
      ? [
          best === worst
            ? `of “${best.name}” by ${percent(best.shift)}`
            : `of single ones by ${percent(best.shift)} (“${best.name}”) to ${percent(worst.shift)} (“${worst.name}”)`,
        ]
      : []),
    ...(few > 0 && total !== null ? [`${few} ${few === 1 ? 'has' : 'have'} too few requests`] : []),
  ];
  return `${parts.join('; ')}. Reckoned from earlier runs here.`;
}
