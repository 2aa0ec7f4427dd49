'use client';

import { FilePlus2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useSaveAppliedPlan } from '@/components/api/steer.ts';
import { MenuItem } from '@/components/ui/menu.tsx';
import { toastError } from '@/components/ui/toast.tsx';

/** Makes a plan of the load that the run really had, and goes there. */
export function SaveApplied({ runId }: { runId: string }) {
  const router = useRouter();
  const save = useSaveAppliedPlan();
  return (
    <MenuItem
      onSelect={() =>
        // The menu is gone when the answer comes, and callbacks of `mutate` with it.
        save.mutateAsync(runId).then(
          ({ id }) => router.push(`/plans/${id}`),
          (error) => toastError('The plan could not be made', error),
        )
      }
    >
      <FilePlus2 aria-hidden />
      Save the applied load as a plan
    </MenuItem>
  );
}
