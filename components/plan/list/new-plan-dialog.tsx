'use client';

import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { useCreatePlan } from '@/components/api/plans.ts';
import type { ScriptFiles } from '@/components/script/files/script-files.ts';
import { ScriptForm } from '@/components/script/import/script-form.tsx';
import { useImportScript } from '@/components/script/import/use-import-script.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { toastError } from '@/components/ui/toast.tsx';
import { FileForm } from './file-form.tsx';
import { TemplateForm } from './template-form.tsx';

const SOURCES = [
  { value: 'template', label: 'Template' },
  { value: 'script', label: 'k6 script' },
  { value: 'file', label: 'Plan file' },
] as const;

/** What was dropped on the page, and could not be imported without a question. */
export type Dropped = { script: ScriptFiles } | { text: string };

/** Makes a new plan and opens it. */
export function NewPlanDialog({
  open,
  dropped,
  onOpenChange,
}: {
  open: boolean;
  dropped: Dropped | null;
  onOpenChange: (open: boolean) => void;
}) {
  const router = useRouter();
  const formId = useId();
  const create = useCreatePlan();
  const [source, setSource] = useState<(typeof SOURCES)[number]['value']>(
    dropped === null ? 'template' : 'script' in dropped ? 'script' : 'file',
  );
  const { importScript, isPending } = useImportScript();
  const onCreate = (document: unknown) => {
    create.mutate(
      { document },
      {
        onSuccess: ({ id }) => router.push(`/plans/${id}`),
        onError: (error) => toastError('The plan was not created', error),
      },
    );
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width="xl"
      title="New plan"
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={create.isPending || isPending}>
            Create the plan
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Segmented label="Begin with" value={source} onValueChange={setSource} choices={SOURCES} />
        {source === 'template' ? (
          <TemplateForm id={formId} onCreate={onCreate} />
        ) : source === 'script' ? (
          <ScriptForm
            id={formId}
            brought={dropped && 'script' in dropped ? dropped.script : null}
            onCreate={importScript}
          />
        ) : (
          <FileForm
            id={formId}
            brought={dropped && 'text' in dropped ? dropped.text : ''}
            onCreate={onCreate}
          />
        )}
      </div>
    </Dialog>
  );
}
