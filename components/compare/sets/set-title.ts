import type { RunSet } from '@/lib/api/run-sets.ts';

/** `1.0 and 1.1 in alternation`, `1.1 again and again in Staging` */
export function setTitle({ kind, runs }: Pick<RunSet, 'kind' | 'runs'>): string {
  const nameOf = (side: 'A' | 'B') => {
    const run = runs.find((one) => one.side === side)?.run;
    return run?.release || run?.environment.name || side;
  };
  if (kind === 'ab') return `${nameOf('A')} and ${nameOf('B')} in alternation`;
  return `${nameOf('A')} again and again in ${runs[0]?.run.environment.name ?? 'an environment'}`;
}
