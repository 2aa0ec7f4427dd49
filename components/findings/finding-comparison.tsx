'use client';

import { useFindingChanges } from '@/components/api/findings.ts';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { ChangeList } from './change-list.tsx';

type Props = {
  /** Ids of runs that are over. */
  baseline: string;
  candidate: string;
};

/** Whether what limited the target in the baseline is gone in the candidate. */
export function FindingComparison({ baseline, candidate }: Props) {
  const { data, error } = useFindingChanges({ baseline, candidate });
  if (error)
    return (
      <p className="text-muted text-sm">What limits the target could not be compared: {error.message}</p>
    );
  if (!data) return null;
  if (data.changes.length === 0) return <p className="text-muted text-sm">{data.sentence}</p>;
  return (
    <Card aria-label="Findings of both">
      <CardHeader
        title="What limits the target: is it gone?"
        hint="Gone is what the candidate would have shown, and did not."
      />
      <div className="border-border border-t">
        <ChangeList changes={data.changes} />
      </div>
    </Card>
  );
}
