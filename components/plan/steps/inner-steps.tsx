'use client';

import type { Path } from '@/components/form/path.ts';
import type { StepDraft } from '../document/plan-draft.ts';
import { StepList } from './step-list.tsx';

/** The steps within a step, set off by a line. */
export function InnerSteps({ path, steps, label }: { path: Path; steps: StepDraft[]; label: string }) {
  return (
    <div className="border-border border-l pl-2">
      <StepList path={path} steps={steps} label={label} empty="No steps in here yet." />
    </div>
  );
}
