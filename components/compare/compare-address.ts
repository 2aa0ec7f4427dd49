import type { RunListItem } from '@/lib/api/contract.ts';

/** Which runs are compared: one by which the others are measured. */
export type Chosen = { baseline?: string | undefined; candidates: readonly string[] };

/** The address at which candidates are compared with a baseline; what is not chosen yet is chosen there. */
export function compareAddress({ baseline, candidates }: Chosen): string {
  const query = new URLSearchParams();
  if (baseline) query.set('baseline', baseline);
  for (const candidate of candidates) query.append('candidate', candidate);
  const text = query.toString();
  return text === '' ? '/compare' : `/compare?${text}`;
}

/** The runs that an address names, each once. */
export function chosenIn(query: Pick<URLSearchParams, 'get' | 'getAll'>): Chosen {
  const baseline = query.get('baseline') || undefined;
  const others = query.getAll('candidate').filter((id) => id !== '' && id !== baseline);
  return { baseline, candidates: [...new Set(others)] };
}

/** What a comparison is measured by: a pinned baseline, else the older run; never an invalid one while there is another. */
export function compareAddressOf(
  one: RunListItem,
  other: RunListItem,
  isPinned: (run: RunListItem) => boolean = () => false,
): string {
  const rank = (run: RunListItem) => (run.verdict === 'invalid' ? 2 : isPinned(run) ? 0 : 1);
  const isFirst = rank(one) - rank(other) || one.createdAt.localeCompare(other.createdAt);
  const [baseline, candidate] = isFirst <= 0 ? [one, other] : [other, one];
  return compareAddress({ baseline: baseline.id, candidates: [candidate.id] });
}
