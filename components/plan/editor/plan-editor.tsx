'use client';

import { useCallback, useEffect, useState } from 'react';
import { useSavePlanVersion } from '@/components/api/plans.ts';
import { FormProvider } from '@/components/form/form-context.tsx';
import { useLeaveWarning } from '@/components/form/use-leave-warning.ts';
import { Page } from '@/components/ui/page-header.tsx';
import { toast, toastError } from '@/components/ui/toast.tsx';
import { ApiProblem } from '@/lib/api/client.ts';
import type { PlanDetail } from '@/lib/api/contract.ts';
import { fromDraft, toDraft } from '../document/plan-draft.ts';
import { RunDialog } from '../run-dialog.tsx';
import { DraftBanner } from './draft-banner.tsx';
import { EditorHeader } from './editor-header.tsx';
import { EditorTabs } from './editor-tabs.tsx';
import { EditorProvider, useEditor } from './editor-view.tsx';
import { IssueSummary } from './issue-summary.tsx';
import { type PlanStore, usePlanDocument } from './plan-document.ts';
import { useKeptDraft } from './use-kept-draft.ts';
import { useSaveKey } from './use-save-key.ts';

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
  const { typedYaml } = useEditor();
  const [running, setRunning] = useState(false);
  const saving = useSaving(plan.id, store, saved);
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

/** Saves what is edited as a new version; resolves to whether it is saved. Errors are shown at their fields. */
function useSaving(planId: string, store: PlanStore, saved: Editing['saved']) {
  const { reveal } = useEditor();
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

/** Whoever goes to another page with unsaved work is told that it is kept. */
function useLeaveNote({ id, name }: PlanDetail, dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return;
    return () => {
      if (window.location.pathname === `/plans/${id}`) return;
      toast.info(`“${name}” has unsaved changes`, { description: 'They are kept in this browser.' });
    };
  }, [id, name, dirty]);
}
