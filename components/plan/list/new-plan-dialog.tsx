'use client';

import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { useCreatePlan } from '@/components/api/plans.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { toastError } from '@/components/ui/toast.tsx';
import { FileForm } from './file-form.tsx';
import { TemplateForm } from './template-form.tsx';

const SOURCES = [
  { value: 'template', label: 'From a template' },
  { value: 'file', label: 'From a file' },
] as const;

/** Makes a new plan and opens it. */
export function NewPlanDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const router = useRouter();
  const formId = useId();
  const create = useCreatePlan();
  const [source, setSource] = useState<(typeof SOURCES)[number]['value']>('template');
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
          <Button type="submit" form={formId} variant="primary" busy={create.isPending}>
            Create the plan
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Segmented label="Begin with" value={source} onValueChange={setSource} choices={SOURCES} />
        {source === 'template' ? (
          <TemplateForm id={formId} onCreate={onCreate} />
        ) : (
          <FileForm id={formId} onCreate={onCreate} />
        )}
      </div>
    </Dialog>
  );
}
