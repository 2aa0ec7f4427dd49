'use client';

import { History } from 'lucide-react';
import { AlertDialog } from '@/components/ui/alert-dialog.tsx';
import { Button } from '@/components/ui/button.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import type { StoredDraft } from '../document/draft-storage.ts';

/** Says that what is shown is not what is saved, since when, and whether somebody saved meanwhile. */
export function DraftBanner({
  restored,
  begunOn,
  newest,
  onDiscard,
}: {
  restored: StoredDraft | undefined;
  begunOn: number;
  newest: number;
  onDiscard: () => void;
}) {
  const outdated = newest > begunOn;
  if (!restored && !outdated) return null;
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-warn/40 bg-warn/10 px-3 py-2 text-sm"
    >
      <History aria-hidden className="size-4 shrink-0 text-warn" />
      <p className="min-w-0 flex-1">
        {restored ? (
          <>
            Unsaved changes since <TimeStamp iso={restored.savedAt} /> were kept in this browser.
          </>
        ) : null}{' '}
        {outdated
          ? `Version ${newest} was saved since you began on version ${begunOn}; saving now makes version ${newest + 1} out of yours.`
          : null}
      </p>
      <AlertDialog
        trigger={
          <Button size="sm" variant="ghost">
            Discard the changes
          </Button>
        }
        title="Discard the unsaved changes?"
        description={`The plan goes back to version ${newest}. What you changed since is gone for good.`}
        confirm="Discard them"
        onConfirm={onDiscard}
      />
    </div>
  );
}
