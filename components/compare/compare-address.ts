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

/** Of two runs the older one is the baseline. */
export function compareAddressOf(one: RunListItem, other: RunListItem): string {
  const [baseline, candidate] = one.createdAt <= other.createdAt ? [one, other] : [other, one];
  return compareAddress({ baseline: baseline.id, candidates: [candidate.id] });
}
