'use client';

import { useDeleteRun } from '@/components/api/runs.ts';
import { AlertDialog } from '@/components/ui/alert-dialog.tsx';
import { toast, toastError } from '@/components/ui/toast.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import { formatTime } from '@/lib/format/format-time.ts';

/** Asks before a run and all its figures are gone for good. */
export function DeleteRun({
  run,
  onClose,
  onDeleted,
}: {
  run: RunListItem;
  onClose: () => void;
  onDeleted?: () => void;
}) {
  const remove = useDeleteRun();
  return (
    <AlertDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Delete this run?"
      description={`${run.plan.name}${run.release ? `, release ${run.release}` : ''}, of ${formatTime(run.startedAt ?? run.createdAt)}. Its figures and its record are deleted for good; comparisons with it are no longer possible.`}
      confirm="Delete the run"
      onConfirm={async () => {
        try {
          await remove.mutateAsync(run.id);
        } catch (error) {
          toastError('The run could not be deleted', error);
          throw error;
        }
        toast.success('The run was deleted');
        onDeleted?.();
      }}
    />
  );
}
