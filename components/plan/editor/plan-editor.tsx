'use client';

import { FormProvider } from '@/components/form/form-context.tsx';
import type { PlanDetail } from '@/lib/api/contract.ts';
import { EditorFrame } from './editor-frame.tsx';
import { EditorTabs } from './editor-tabs.tsx';
import { EditorProvider, useEditor } from './editor-view.tsx';
import { IssueSummary } from './issue-summary.tsx';
import { type Editing, usePlanDocument } from './plan-document.ts';
import { useKeptDraft } from './use-kept-draft.ts';

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
  const { document, dirty, takeVersion } = editing;
  const { typedYaml, reveal } = useEditor();
  return (
    <EditorFrame plan={plan} editing={editing} reveal={reveal} hasMore={typedYaml !== undefined}>
      <IssueSummary plan={document} />
      <EditorTabs document={document} plan={plan} dirty={dirty} onRestored={takeVersion} />
    </EditorFrame>
  );
}
