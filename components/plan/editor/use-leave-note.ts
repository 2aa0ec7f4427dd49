'use client';

import { useEffect } from 'react';
import { toast } from '@/components/ui/toast.tsx';
import type { PlanDetail } from '@/lib/api/contract.ts';

/** Whoever goes to another page with unsaved work is told that it is kept. */
export function useLeaveNote({ id, name }: PlanDetail, dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    return () => {
      if (window.location.pathname === `/plans/${id}`) return;
      toast.info(`“${name}” has unsaved changes`, { description: 'They are kept in this browser.' });
    };
  }, [id, name, dirty]);
}
