import type { PlanDraft } from './plan-draft.ts';

/** Unsaved work on a plan, kept in the browser. `baseVersion` is the version it was begun on, `savedAt` an ISO time. */
export type StoredDraft = { baseVersion: number; savedAt: string; document: PlanDraft };

/** What `localStorage` offers, as far as it is needed. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const keyOf = (planId: string) => `rehearsal:draft:${planId}`;
const FORMAT = 1;

/** The draft of a plan, if there is one that can be read. */
export function readStoredDraft(shelf: Shelf, planId: string): StoredDraft | undefined {
  try {
    const stored: unknown = JSON.parse(shelf.getItem(keyOf(planId)) ?? 'null');
    return isDraft(stored) ? stored : undefined;
  } catch {
    return undefined;
  }
}

/** False when there is no room for it: the browser keeps a few megabytes only. */
export function storeDraft(shelf: Shelf, planId: string, draft: StoredDraft): boolean {
  try {
    shelf.setItem(keyOf(planId), JSON.stringify({ ...draft, format: FORMAT }));
    return true;
  } catch {
    return false;
  }
}

export function forgetDraft(shelf: Shelf, planId: string): void {
  try {
    shelf.removeItem(keyOf(planId));
  } catch {
    // A browser that lets nothing be stored has nothing to forget.
  }
}

function isDraft(stored: unknown): stored is StoredDraft {
  if (typeof stored !== 'object' || stored === null) return false;
  const { format, baseVersion, savedAt, document } = stored as Record<string, unknown>;
  return (
    format === FORMAT &&
    typeof baseVersion === 'number' &&
    typeof savedAt === 'string' &&
    typeof document === 'object' &&
    document !== null &&
    Array.isArray((document as Record<string, unknown>).scenarios)
  );
}
