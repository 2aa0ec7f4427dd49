import type { RunListItem } from '../api/contract.ts';
import type { RunSetKind, RunSetSide, RunSetState } from '../api/run-sets.ts';

export type SetRun = {
  position: number;
  side: RunSetSide;
  run: Pick<RunListItem, 'status' | 'verdict' | 'endReason' | 'durationSeconds'>;
};

/** A run that can be judged: it is over, and measured what it was to measure. */
export const isUsable = ({ run }: SetRun): boolean => run.verdict === 'passed' || run.verdict === 'failed';

/** How a set of runs stands, which follows from its runs. */
export function setState(runs: readonly SetRun[]): RunSetState {
  if (runs.every(({ run }) => run.status === 'queued')) return 'waiting';
  if (runs.some(({ run }) => run.status !== 'finished')) return 'running';
  return runs.every(isUsable) ? 'done' : 'broken';
}

/** Of an A/B set: A and the B beside it, where both can be judged. */
export function pairsOf<T extends SetRun>(runs: readonly T[]): { a: T; b: T }[] {
  const sorted = runs.toSorted((one, other) => one.position - other.position);
  return sorted.flatMap((one, at) => {
    const other = at % 2 === 0 ? sorted[at + 1] : undefined;
    if (!other || !isUsable(one) || !isUsable(other) || one.side === other.side) return [];
    return [one.side === 'A' ? { a: one, b: other } : { a: other, b: one }];
  });
}

/** `Run 2 of 4 goes on (B).`; what was cut off is named, and what of it can still be judged. */
export function setSentence(kind: RunSetKind, runs: readonly SetRun[]): string {
  const all = runs.length;
  const state = setState(runs);
  if (state === 'waiting') return `${all} runs wait for their turn.`;
  if (state === 'running') {
    const current = runs.find(({ run }) => run.status !== 'finished' && run.status !== 'queued');
    if (!current)
      return `${runs.filter(({ run }) => run.status === 'finished').length} of ${all} runs are over.`;
    return `Run ${current.position} of ${all} goes on${kind === 'ab' ? ` (${current.side})` : ''}.`;
  }
  if (state === 'done') return `All ${all} runs are over.`;
  const [bad] = runs.filter((one) => !isUsable(one));
  const why = bad?.run.endReason ? `: ${bad.run.endReason.replace(/\.$/, '')}` : '';
  const left = kind === 'ab' ? pairsOf(runs).length : runs.filter(isUsable).length;
  const [one, many] = kind === 'ab' ? ['pair', 'pairs'] : ['run', 'runs'];
  const judged = left === 0 ? 'nothing can be judged' : `${left} ${left === 1 ? one : many} can be judged`;
  return `Broken off: run ${bad?.position ?? 1} of ${all} cannot be judged${why}; ${judged}.`;
}
