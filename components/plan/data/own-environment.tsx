'use client';

import { useForm } from '@/components/form/form-context.tsx';
import { PairsAt } from '@/components/form/pairs-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { toast } from '@/components/ui/toast.tsx';
import type { PlanDraft } from '../document/plan-draft.ts';

/** The environment that a plan file brought along; here runs choose one of their own. */
export function OwnEnvironment({ environment }: { environment: NonNullable<PlanDraft['environment']> }) {
  const form = useForm();
  return (
    <Card>
      <CardHeader
        title="Environment of the file"
        hint="For runs from the command line. Runs from here use the environment that is chosen for them."
        actions={
          <Button
            size="sm"
            variant="ghost"
            onClick={() => {
              form.set('environment', undefined);
              toast('Removed the environment of the file', {
                action: { label: 'Undo', onClick: () => form.set('environment', environment) },
              });
            }}
          >
            Remove
          </Button>
        }
      />
      <CardBody className="flex flex-col gap-3">
        <TextAt path="environment.baseUrl" value={environment.baseUrl} label="Base URL" mono />
        <div>
          <h3 className="pb-1 font-medium text-sm">Variables</h3>
          <PairsAt path="environment.variables" pairs={environment.variables} what="variable" />
        </div>
      </CardBody>
    </Card>
  );
}
