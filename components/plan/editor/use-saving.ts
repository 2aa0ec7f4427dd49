'use client';

import { useCallback } from 'react';
import { useSavePlanVersion } from '@/components/api/plans.ts';
import type { Path } from '@/components/form/path.ts';
import { toast, toastError } from '@/components/ui/toast.tsx';
import { ApiProblem } from '@/lib/api/client.ts';
import { fromDraft } from '../document/plan-draft.ts';
import type { Base, PlanStore } from './plan-document.ts';

/** Saves what is edited as a new version; resolves to whether it is saved. Errors are shown at their fields. */
export function useSaving(
  planId: string,
  store: PlanStore,
  saved: (base: Base) => void,
  reveal: (path: Path) => void,
) {
  const { mutateAsync, isPending } = useSavePlanVersion(planId);
  const save = useCallback(async (): Promise<boolean> => {
    const errors = store.check().filter(({ kind }) => kind === 'error');
    const [first] = errors;
    if (first) {
      reveal(first.path);
      toast.error(
        errors.length === 1
          ? 'One thing must be mended first'
          : `${errors.length} things must be mended first`,
      );
      return false;
    }
    const document = store.document();
    try {
      const { versionNumber } = await mutateAsync({ document: fromDraft(document) });
      saved({ version: versionNumber, document });
      toast.success(`Saved as version ${versionNumber}`);
      return true;
    } catch (error) {
      if (error instanceof ApiProblem && error.issues.length > 0) {
        store.show(error.issues.map((issue) => ({ ...issue, kind: 'error' })));
      }
      toastError('The plan was not saved', error);
      return false;
    }
  }, [store, mutateAsync, saved, reveal]);
  return { save, isPending };
}
