import type { LaunchFinding } from './launch-findings.ts';
import type { LaunchPart } from './parts.ts';

const WHERE: Record<LaunchPart, string> = {
  baseline: 'with hardly any load',
  target: 'at the expected peak',
  sustained: 'while the peak was sustained',
  failure: 'at twice the peak',
  capacity: 'in the capacity search',
};

/** Where a finding was seen, and since which load. */
export function seenWords({ seenIn, since }: Pick<LaunchFinding, 'seenIn' | 'since'>): string {
  const places = seenIn.length === 5 ? ['in all five runs'] : seenIn.map((part) => WHERE[part]);
  const last = places.at(-1) ?? '';
  const all = places.length > 1 ? `${places.slice(0, -1).join(', ')} and ${last}` : last;
  return `Seen ${all}, ${since}.`;
}
