import type { RunListItem } from '@/lib/api/contract.ts';

/** The address at which a candidate is compared with a baseline; what is not chosen yet is chosen there. */
export function compareAddress({ baseline, candidate }: { baseline?: string; candidate?: string }): string {
  const query = new URLSearchParams();
  if (baseline) query.set('baseline', baseline);
  if (candidate) query.set('candidate', candidate);
  const text = query.toString();
  return text === '' ? '/compare' : `/compare?${text}`;
}

/** Of two runs the older one is the baseline. */
export function compareAddressOf(one: RunListItem, other: RunListItem): string {
  const [baseline, candidate] = one.createdAt <= other.createdAt ? [one, other] : [other, one];
  return compareAddress({ baseline: baseline.id, candidate: candidate.id });
}
