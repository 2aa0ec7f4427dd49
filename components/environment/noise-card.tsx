'use client';

import Link from 'next/link';
import { useState } from 'react';
import { usePlans } from '@/components/api/plans.ts';
import { useRunSetEstimates, useRunSets } from '@/components/api/run-sets.ts';
import { SetDialog } from '@/components/compare/sets/set-dialog.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Select } from '@/components/ui/select.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import type { RunSet } from '@/lib/api/run-sets.ts';
import { isUsable } from '@/lib/compare/set-words.ts';
import { noiseFigures } from '@/lib/judge/answer-words.ts';

/** How much equal runs differ here: measured by running one release again and again. */
export function NoiseCard({ environmentId }: { environmentId: string }) {
  const { data: sets } = useRunSets({ environmentId, kind: 'aa', limit: 50 });
  const plans = usePlans();
  const [planId, setPlanId] = useState('');
  const [isAsking, setIsAsking] = useState(false);
  const plan = plans.data?.find(({ id }) => id === planId);
  // The newest of each plan is the one that counts.
  const newest = [...new Map((sets ?? []).toReversed().map((set) => [set.plan.id, set])).values()];
  return (
    <Card className="mt-6">
      <CardHeader
        title="Noise between runs"
        hint="By how much runs of the same release differ here. Intervals of comparisons in this environment have it in them, and so gates take their width from it."
      />
      <div className="flex flex-col gap-3 px-4 pb-4">
        {newest.length === 0 ? (
          <p className="text-muted text-sm">
            Not measured: what differs from one start to the next is not in the intervals of comparisons here.
          </p>
        ) : (
          <ul className="flex flex-col gap-2 text-sm">
            {newest.map((set) => (
              <li key={set.id}>
                <Measured set={set} />
              </li>
            ))}
          </ul>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <Select
            aria-label="Plan to measure the noise with"
            className="w-72"
            value={planId || undefined}
            onValueChange={setPlanId}
            placeholder="Choose a plan…"
            choices={(plans.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button onClick={() => setIsAsking(true)} disabled={!plan}>
            Measure the noise…
          </Button>
        </div>
      </div>
      {isAsking && plan ? (
        <SetDialog plan={plan} kind="aa" environmentId={environmentId} onClose={() => setIsAsking(false)} />
      ) : null}
    </Card>
  );
}

function Measured({ set }: { set: RunSet }) {
  const usable = set.runs.filter(isUsable).length;
  const { data } = useRunSetEstimates(set.id, usable, usable > 1);
  return (
    <>
      <Link href={`/compare/sets/${set.id}`} className="font-medium hover:underline">
        {set.plan.name}
      </Link>{' '}
      <span className="text-muted text-xs">
        <TimeStamp iso={set.createdAt} />
      </span>
      <br />
      <span className="text-muted">{data?.noise ? noiseFigures(data.noise) : set.sentence}</span>
    </>
  );
}
