'use client';

import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { toast } from '@/components/ui/toast.tsx';
import { forgetDraft, storeDraft } from '../document/draft-storage.ts';
import type { PlanDraft } from '../document/plan-draft.ts';

/** How long typing must rest before the browser stores it. Milliseconds. */
const STORE_AFTER_MS = 300;

/** Keeps unsaved work in the browser, so that it survives a reload, a crash and going elsewhere. */
export function useKeptDraft(planId: string, baseVersion: number, document: PlanDraft, dirty: boolean): void {
  const complained = useRef(false);
  const pending = useRef<(() => void) | undefined>(undefined);
  useEffect(() => {
    if (!dirty) {
      forgetDraft(localStorage, planId);
      return;
    }
    const store = () => {
      pending.current = undefined;
      const kept = storeDraft(localStorage, planId, {
        baseVersion,
        savedAt: new Date().toISOString(),
        document,
      });
      if (kept || complained.current) return;
      complained.current = true;
      toast.warning('Unsaved changes do not fit into this browser', {
        description: 'Save the plan before you leave: a reload would lose them.',
      });
    };
    pending.current = store;
    const timer = setTimeout(store, STORE_AFTER_MS);
    return () => {
      clearTimeout(timer);
      pending.current = undefined;
    };
  }, [planId, baseVersion, document, dirty]);
  useFlushOnLeave(pending);
}

/** Does at once what was waiting when the page is left, by whatever way. */
function useFlushOnLeave(pending: RefObject<(() => void) | undefined>): void {
  useLayoutEffect(() => {
    const flush = () => pending.current?.();
    window.addEventListener('pagehide', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      // Layout effects are taken down before the effect that owns the timer.
      flush();
    };
  }, [pending]);
}
