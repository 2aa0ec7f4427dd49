'use client';

import { RotateCcw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRepeatRunSet } from '@/components/api/run-sets.ts';
import { Button } from '@/components/ui/button.tsx';
import { toast, toastError } from '@/components/ui/toast.tsx';
import type { RunSet } from '@/lib/api/run-sets.ts';
import { missingPlaces } from '@/lib/compare/set-words.ts';

/** Of a set that is over: runs what it lacks, or all of it once more. */
export function AgainButtons({ set: { id, kind, runs } }: { set: RunSet }) {
  const router = useRouter();
  const again = useRepeatRunSet(id);
  const missing = missingPlaces(kind, runs).length;
  const onError = (problem: Error) => toastError('The runs were not started', problem);
  const all = () =>
    again.mutate({ what: 'all' }, { onSuccess: (set) => router.push(`/compare/sets/${set.id}`), onError });
  const onlyMissing = () =>
    again.mutate(
      { what: 'missing' },
      {
        onSuccess: () =>
          toast.success('They run at their places; those that they replace stay among the runs'),
        onError,
      },
    );
  const isBusy = (what: 'all' | 'missing') => again.isPending && again.variables?.what === what;
  return (
    <>
      {missing > 0 ? (
        <Button variant="primary" onClick={onlyMissing} busy={isBusy('missing')} disabled={again.isPending}>
          {isBusy('missing') ? null : <RotateCcw aria-hidden />}
          {missing === runs.length
            ? 'Run them again'
            : `Run the missing ${missing === 1 ? 'one' : missing} again`}
        </Button>
      ) : null}
      {missing === runs.length ? null : (
        <Button onClick={all} busy={isBusy('all')} disabled={again.isPending}>
          {isBusy('all') ? null : <RotateCcw aria-hidden />}
          Run all again
        </Button>
      )}
    </>
  );
}
