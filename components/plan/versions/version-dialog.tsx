'use client';

import { usePlan } from '@/components/api/plans.ts';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import type { PlanDetail } from '@/lib/api/contract.ts';
import { writePlan } from '@/lib/plan-file/plan-file.ts';

/** An old version as its file. */
export function VersionDialog({
  planId,
  version,
  onClose,
}: {
  planId: string;
  version: PlanDetail['versions'][number];
  onClose: () => void;
}) {
  const plan = usePlan(planId, version.id);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} width="lg" title={`Version ${version.number}`}>
      {plan.isPending ? (
        <Loading what={`Loading version ${version.number}…`} />
      ) : plan.isError ? (
        <ErrorState title="The version could not be loaded" error={plan.error} onRetry={plan.refetch} />
      ) : (
        <pre className="overflow-x-auto rounded-md bg-surface-2 p-3 text-xs leading-5">
          {writePlan(plan.data.version.document)}
        </pre>
      )}
    </Dialog>
  );
}
