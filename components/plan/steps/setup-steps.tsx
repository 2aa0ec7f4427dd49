'use client';

import type { ReactNode } from 'react';
import type { Path } from '@/components/form/path.ts';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import type { StepDraft } from '../document/plan-draft.ts';
import { StepDragArea } from './step-drag.tsx';
import { StepList } from './step-list.tsx';

/** Steps beside the load: a setup or a teardown. */
export function SetupSteps({
  path,
  steps,
  title,
  hint,
  children,
}: {
  path: Path;
  steps: StepDraft[];
  title: string;
  hint: string;
  children?: ReactNode;
}) {
  return (
    <Card aria-label={title}>
      <CardHeader title={title} hint={hint} />
      <CardBody className="flex flex-col gap-2 px-2">
        <StepDragArea>
          <StepList path={path} steps={steps} label={title} empty="Nothing is done." />
        </StepDragArea>
        {children ? <div className="px-2">{children}</div> : null}
      </CardBody>
    </Card>
  );
}
