import type { RunFilter } from '@/lib/api/contract.ts';
import { Verdict } from '@/lib/run/summary.ts';

/** What the list of runs is narrowed to. It lives in the address, so that a list can be shared. */
export type RunsFilter = Pick<RunFilter, 'planId' | 'environmentId' | 'release' | 'q'> & {
  verdict?: Verdict;
};

const PARAMETERS = {
  planId: 'plan',
  environmentId: 'environment',
  release: 'release',
  verdict: 'verdict',
  q: 'q',
} as const;

type Reader = { get(name: string): string | null };

/** Reads the filter from an address; what does not belong there is left out. */
export function readRunsFilter(query: Reader): RunsFilter {
  const text = (name: string) => query.get(name)?.trim() || undefined;
  const verdict = Verdict.safeParse(query.get(PARAMETERS.verdict));
  const filter: RunsFilter = {
    planId: text(PARAMETERS.planId),
    environmentId: text(PARAMETERS.environmentId),
    release: text(PARAMETERS.release),
    verdict: verdict.success ? verdict.data : undefined,
    q: text(PARAMETERS.q),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

/** The address of the list under a filter. */
export function runsAddress(filter: RunsFilter): string {
  const query = new URLSearchParams();
  for (const [field, name] of Object.entries(PARAMETERS)) {
    const value = filter[field as keyof RunsFilter];
    if (value) query.set(name, value);
  }
  const text = query.toString();
  return text === '' ? '/runs' : `/runs?${text}`;
}
