'use client';

import { memo } from 'react';
import { useIssue } from '@/components/form/form-context.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { rowKey } from '@/components/form/row-key.ts';
import { FieldError } from '@/components/ui/field.tsx';
import type { StepDraft } from '../document/plan-draft.ts';
import type { Place } from '../document/step-tree.ts';
import { AddStepMenu } from './add-step-menu.tsx';
import type { DrawSteps } from './inner-steps.ts';
import { DropGap } from './step-drag.tsx';
import { StepRow } from './step-row.tsx';

/** Steps in their order, each with what is in it, and a way to add one at the end. */
export function StepList({
  path,
  steps,
  label,
  empty,
}: {
  path: Path;
  steps: StepDraft[];
  label: string;
  empty: string;
}) {
  const issue = useIssue(path);
  return (
    <div className="min-w-0">
      <ol aria-label={label} className="flex flex-col">
        {steps.map((step, index) => (
          <StepItem key={rowKey(step)} list={path} index={index} step={step} />
        ))}
      </ol>
      <DropGap list={path} index={steps.length} />
      {steps.length === 0 ? <p className="px-2 pt-1 text-muted text-xs">{empty}</p> : null}
      {issue ? <FieldError>{issue.message}</FieldError> : null}
      <AddStepMenu place={{ list: path, index: steps.length }} to={label} />
    </div>
  );
}

/** Drawn anew only when its own step changes: a scenario may have hundreds. */
const StepItem = memo(function StepItem({ list, index, step }: Place & { step: StepDraft }) {
  return (
    <li className="min-w-0">
      <DropGap list={list} index={index} />
      <StepRow path={join(list, index)} step={step} drawSteps={drawSteps} />
    </li>
  );
});

/** The steps within a step, set off by a line. */
const drawSteps: DrawSteps = (inner) => (
  <div className="border-border border-l pl-2">
    <StepList {...inner} empty="No steps in here yet." />
  </div>
);
