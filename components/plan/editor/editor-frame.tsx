'use client';

import { type ReactNode, useState } from 'react';
import { CapacityDialog } from '@/components/capacity/capacity-dialog.tsx';
import type { Path } from '@/components/form/path.ts';
import { useLeaveWarning } from '@/components/form/use-leave-warning.ts';
import { LaunchDialog } from '@/components/launch/launch-dialog.tsx';
import { Page } from '@/components/ui/page-header.tsx';
import type { PlanDetail } from '@/lib/api/contract.ts';
import { RunDialog } from '../run-dialog.tsx';
import { DraftBanner } from './draft-banner.tsx';
import { EditorHeader } from './editor-header.tsx';
import type { Editing } from './plan-document.ts';
import { useLeaveNote } from './use-leave-note.ts';
import { useSaveKey } from './use-save-key.ts';
import { useSaving } from './use-saving.ts';

type Props = {
  plan: PlanDetail;
  editing: Editing;
  /** Shows where the first thing is wrong that keeps the plan from being saved. */
  reveal: (path: Path) => void;
  /** What has been typed and is not part of the document yet. */
  hasMore?: boolean;
  children: ReactNode;
};

/** Around every editor of a plan: its name, saving and running it, and what becomes of unsaved work. */
export function EditorFrame({ plan, editing, reveal, hasMore = false, children }: Props) {
  const { store, document, base, saved, dirty, restored, newer, discard } = editing;
  const [asked, setAsked] = useState<'run' | 'capacity' | 'launch' | null>(null);
  const close = () => setAsked(null);
  const saving = useSaving(plan.id, store, saved, reveal);
  const save = () => void (dirty && saving.save());
  const saveAndAsk = async (what: 'run' | 'capacity' | 'launch') => {
    if (!dirty || (await saving.save())) setAsked(what);
  };
  useSaveKey(save);
  useLeaveWarning(dirty || hasMore);
  useLeaveNote(plan, dirty);
  return (
    <Page>
      <EditorHeader
        plan={plan}
        name={document.name}
        version={base.version}
        dirty={dirty}
        saving={saving.isPending}
        onSave={save}
        onRun={() => saveAndAsk('run')}
        onFindCapacity={() => saveAndAsk('capacity')}
        onRehearse={() => saveAndAsk('launch')}
      />
      <div className="flex flex-col gap-3 pt-1">
        {dirty ? (
          <DraftBanner
            restored={restored}
            begunOn={base.version}
            newest={newer ? plan.version.number : base.version}
            onDiscard={discard}
          />
        ) : null}
        {children}
      </div>
      {asked === 'run' ? (
        <RunDialog plan={{ id: plan.id, name: document.name }} open onOpenChange={close} />
      ) : null}
      {asked === 'launch' ? (
        <LaunchDialog plan={{ id: plan.id, name: document.name }} onOpenChange={close} />
      ) : null}
      {asked === 'capacity' ? (
        <CapacityDialog plan={{ id: plan.id, name: document.name }} onOpenChange={close} />
      ) : null}
    </Page>
  );
}
