import type { RunListItem } from '../api/contract.ts';
import type { RunSetKind, RunSetSide, RunSetState } from '../api/run-sets.ts';

export type SetRun = {
  position: number;
  side: RunSetSide;
  run: Pick<RunListItem, 'status' | 'verdict' | 'endReason' | 'durationSeconds'>;
};

/** A run that can be judged: it is over, and measured what it was to measure. */
export const isUsable = ({ run }: SetRun): boolean => run.verdict === 'passed' || run.verdict === 'failed';

/** How many runs there were to be: one that was deleted leaves its place empty. */
const placesIn = (runs: readonly SetRun[]): number => Math.max(0, ...runs.map(({ position }) => position));

/** How a set of runs stands, which follows from its runs. */
export function setState(runs: readonly SetRun[]): RunSetState {
  if (runs.every(({ run }) => run.status === 'queued')) return 'waiting';
  if (runs.some(({ run }) => run.status !== 'finished')) return 'running';
  return runs.every(isUsable) && runs.length === placesIn(runs) ? 'done' : 'broken';
}

/** Of an A/B set: A and the B beside it, where both can be judged. */
export function pairsOf<T extends SetRun>(runs: readonly T[]): { a: T; b: T }[] {
  const at = new Map(runs.filter(isUsable).map((one) => [one.position, one]));
  const sorted = [...at.values()].toSorted((one, other) => one.position - other.position);
  return sorted.flatMap((one) => {
    // Pairs are 1 and 2, 3 and 4 ….
    const other = one.position % 2 === 1 ? at.get(one.position + 1) : undefined;
    if (!other || one.side === other.side) return [];
    return [one.side === 'A' ? { a: one, b: other } : { a: other, b: one }];
  });
}

/** The places of runs that cannot be judged; of an A/B set with the other of the pair, so that both run beside each other again. */
export function missingPlaces(kind: RunSetKind, runs: readonly SetRun[]): number[] {
  const places = Array.from({ length: placesIn(runs) }, (_, at) => at + 1);
  const good = new Set(
    kind === 'ab'
      ? pairsOf(runs).flatMap(({ a, b }) => [a.position, b.position])
      : runs.filter(isUsable).map(({ position }) => position),
  );
  return places.filter((place) => !good.has(place));
}

/** Which release has its turn there: A B B A A B B A …, so that whatever drifts hits both alike. */
export function sideAt(kind: RunSetKind, place: number): RunSetSide {
  if (kind === 'aa') return 'A';
  return place % 4 < 2 ? 'A' : 'B';
}

/** `Run 2 of 4 goes on (B).`; what was cut off is named, and what of it can still be judged. */
export function setSentence(kind: RunSetKind, runs: readonly SetRun[]): string {
  const all = placesIn(runs);
  const state = setState(runs);
  if (state === 'waiting') return `${all} runs wait for their turn.`;
  if (state === 'running') {
    const current = runs.find(({ run }) => run.status !== 'finished' && run.status !== 'queued');
    if (!current)
      return `${runs.filter(({ run }) => run.status === 'finished').length} of ${all} runs are over.`;
    return `Run ${current.position} of ${all} goes on${kind === 'ab' ? ` (${current.side})` : ''}.`;
  }
  if (state === 'done') return `All ${all} runs are over.`;
  const bad = runs.find((one) => !isUsable(one));
  const what = bad
    ? `Broken off: run ${bad.position} of ${all} cannot be judged`
    : `Of ${all} runs some were deleted`;
  const why = bad?.run.endReason ? `: ${bad.run.endReason.replace(/\.$/, '')}` : '';
  const left = kind === 'ab' ? pairsOf(runs).length : runs.filter(isUsable).length;
  const [one, many] = kind === 'ab' ? ['pair', 'pairs'] : ['run', 'runs'];
  const judged = left === 0 ? 'nothing can be judged' : `${left} ${left === 1 ? one : many} can be judged`;
  return `${what}${why}; ${judged}.`;
}
