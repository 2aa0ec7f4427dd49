'use client';

import { Shuffle } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useCreateRunSet } from '@/components/api/run-sets.ts';
import { Button } from '@/components/ui/button.tsx';
import { toastError } from '@/components/ui/toast.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';

/** Runs what is compared again, A B B A: whatever drifts on the machine hits both releases alike. */
export function AlternateButton({ baseline, candidate }: { baseline: RunListItem; candidate: RunListItem }) {
  const router = useRouter();
  const create = useCreateRunSet();
  const [a, b] = [baseline.environment.id, candidate.environment.id];
  // Two releases at one address cannot be told apart by the one who runs them.
  if (baseline.plan.id !== candidate.plan.id || a === null || b === null || a === b) return null;
  const start = () =>
    create.mutate(
      {
        ...{ planId: candidate.plan.id, versionId: candidate.plan.versionId },
        a: { environmentId: a, release: baseline.release },
        b: { environmentId: b, release: candidate.release },
      },
      {
        onSuccess: ({ id }) => router.push(`/compare/sets/${id}`),
        onError: (error) => toastError('The runs were not started', error),
      },
    );
  return (
    <Button onClick={start} busy={create.isPending}>
      {create.isPending ? null : <Shuffle aria-hidden />}
      Run both again in alternation (A B B A)
    </Button>
  );
}
