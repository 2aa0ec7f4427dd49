'use client';

import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { DocumentStore } from '@/components/form/document-store.ts';
import { isSameDocument } from '@/components/form/same-document.ts';
import type { PlanDetail } from '@/lib/api/contract.ts';
import { checkDraft } from '../document/check-draft.ts';
import { readStoredDraft } from '../document/draft-storage.ts';
import { type PlanDraft, toDraft } from '../document/plan-draft.ts';

export type PlanStore = DocumentStore<PlanDraft>;

/** What is saved: the document that changes are counted against, and the version that editing began on. */
export type Base = { version: number; document: PlanDraft };

/**
 * The document of a plan while it is edited: begun from unsaved work that this browser kept, else from the newest version.
 * `knownNames` are what environments define, `undefined` until that is known.
 */
export function usePlanDocument(plan: PlanDetail, knownNames: string[] | undefined) {
  const [restored, setRestored] = useState(() => readStoredDraft(localStorage, plan.id));
  const [base, setBase] = useState<Base>(() => ({
    ...baseOf(plan),
    ...(restored && { version: restored.baseVersion }),
  }));
  const [store] = useState(() => new DocumentStore(restored?.document ?? base.document, checkDraft));
  const document = useSyncExternalStore(store.subscribe, store.document, store.document);
  const dirty = useMemo(() => !isSameDocument(document, base.document), [document, base]);

  useEffect(() => store.checkWith((draft) => checkDraft(draft, knownNames)), [store, knownNames]);

  // Somebody saved a newer version elsewhere: taken over silently unless there is work of our own.
  const newer = plan.version.number > base.version;
  useEffect(() => {
    if (!newer || dirty) return;
    const next = baseOf(plan);
    setBase(next);
    store.replace(next.document);
  }, [newer, dirty, plan, store]);

  /** From now on this is what is saved, and restored work is no longer unsaved. */
  const saved = useCallback((next: Base) => {
    setBase(next);
    setRestored(undefined);
  }, []);

  /** Goes on from what is saved as a version, without any work of our own. */
  const takeVersion = useCallback(
    (content: PlanDetail['version']['document'], version: number) => {
      const next = { version, document: toDraft(content) };
      saved(next);
      store.replace(next.document);
      store.check();
    },
    [store, saved],
  );

  const discard = useCallback(
    () => takeVersion(plan.version.document, plan.version.number),
    [plan, takeVersion],
  );

  return { store, document, base, saved, dirty, restored, newer: newer && dirty, discard, takeVersion };
}
export type Editing = ReturnType<typeof usePlanDocument>;

const baseOf = (plan: PlanDetail): Base => ({
  version: plan.version.number,
  document: toDraft(plan.version.document),
});
