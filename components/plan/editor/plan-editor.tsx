'use client';

import { useState } from 'react';
import { FormProvider } from '@/components/form/form-context.tsx';
import { useLeaveWarning } from '@/components/form/use-leave-warning.ts';
import { Page } from '@/components/ui/page-header.tsx';
import type { PlanDetail } from '@/lib/api/contract.ts';
import { toDraft } from '../document/plan-draft.ts';
import { RunDialog } from '../run-dialog.tsx';
import { DraftBanner } from './draft-banner.tsx';
import { EditorHeader } from './editor-header.tsx';
import { EditorTabs } from './editor-tabs.tsx';
import { EditorProvider, useEditor } from './editor-view.tsx';
import { IssueSummary } from './issue-summary.tsx';
import { usePlanDocument } from './plan-document.ts';
import { useKeptDraft } from './use-kept-draft.ts';
import { useLeaveNote } from './use-leave-note.ts';
import { useSaveKey } from './use-save-key.ts';
import { useSaving } from './use-saving.ts';

type Editing = ReturnType<typeof usePlanDocument>;

/** The editor of a plan. */
export function PlanEditor({ plan, knownNames }: { plan: PlanDetail; knownNames: string[] | undefined }) {
  const editing = usePlanDocument(plan, knownNames);
  const { store, document, base, dirty } = editing;
  useKeptDraft(plan.id, base.version, document, dirty);
  return (
    <FormProvider form={store}>
      <EditorProvider store={store}>
        <EditorScreen plan={plan} editing={editing} />
      </EditorProvider>
    </FormProvider>
  );
}

function EditorScreen({ plan, editing }: { plan: PlanDetail; editing: Editing }) {
  const { store, document, base, saved, dirty, restored, newer, discard } = editing;
  const { typedYaml, reveal } = useEditor();
  const [running, setRunning] = useState(false);
  const saving = useSaving(plan.id, store, saved, reveal);
  const save = () => void (dirty && saving.save());
  useSaveKey(save);
  useLeaveWarning(dirty || typedYaml !== undefined);
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
        onRun={async () => {
          if (!dirty || (await saving.save())) setRunning(true);
        }}
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
        <IssueSummary plan={document} />
        <EditorTabs
          document={document}
          plan={plan}
          dirty={dirty}
          onRestored={(restoredPlan, version) => {
            const next = toDraft(restoredPlan);
            saved({ version, document: next });
            store.replace(next);
            store.check();
          }}
        />
      </div>
      {running ? (
        <RunDialog plan={{ id: plan.id, name: document.name }} open onOpenChange={setRunning} />
      ) : null}
    </Page>
  );
}
