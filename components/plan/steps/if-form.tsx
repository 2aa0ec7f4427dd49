'use client';

import { useForm } from '@/components/form/form-context.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import type { StepOf } from '../document/plan-draft.ts';
import type { DrawSteps } from './inner-steps.ts';
import { OPERATOR_CHOICES } from './step-words.ts';

/** A condition and the two lists of steps it decides between. */
export function IfForm({ path, step, drawSteps }: { path: Path; step: StepOf<'if'>; drawSteps: DrawSteps }) {
  const form = useForm();
  const at = join(path, 'condition');
  const { left, operator, right } = step.condition;
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-[1fr_11rem_1fr]">
        <TextAt path={join(at, 'left')} value={left} label="If" mono placeholder="{{role}}" />
        <SelectAt
          path={join(at, 'operator')}
          value={operator}
          choices={OPERATOR_CHOICES}
          label="Compared"
          onPick={(next) =>
            form.set(at, { left, operator: next, right: next === 'exists' ? undefined : (right ?? '') })
          }
        />
        {operator === 'exists' ? null : (
          <TextAt
            path={join(at, 'right')}
            value={right === undefined ? '' : String(right)}
            label="With"
            mono
            placeholder="admin"
          />
        )}
      </div>
      <div>
        <h3 className="pb-1 font-medium text-muted text-xs">Then</h3>
        {drawSteps({ path: join(path, 'then'), steps: step.then, label: 'Steps if so' })}
      </div>
      <div>
        <h3 className="pb-1 font-medium text-muted text-xs">Else</h3>
        {drawSteps({ path: join(path, 'else'), steps: step.else, label: 'Steps if not' })}
      </div>
    </div>
  );
}
