'use client';

import { Plus, Trash2 } from 'lucide-react';
import { useForm } from '@/components/form/form-context.tsx';
import { NumberAt } from '@/components/form/number-at.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { rowKey } from '@/components/form/row-key.ts';
import { TextAt } from '@/components/form/text-at.tsx';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { toast } from '@/components/ui/toast.tsx';
import type { StepOf } from '../document/plan-draft.ts';
import type { DrawSteps } from './inner-steps.ts';
import { shareOf } from './step-words.ts';

/** Options of which one is performed, with how often. */
export function ChooseForm({
  path,
  step,
  drawSteps,
}: {
  path: Path;
  step: StepOf<'choose'>;
  drawSteps: DrawSteps;
}) {
  const form = useForm();
  const at = join(path, 'options');
  const { options } = step;
  const remove = (index: number) => {
    const gone = options[index];
    form.set(at, options.toSpliced(index, 1));
    if (!gone) return;
    toast(`Removed “${gone.name ?? `option ${index + 1}`}”`, {
      action: { label: 'Undo', onClick: () => form.set(at, options) },
    });
  };
  return (
    <div className="flex flex-col gap-4">
      {options.map((option, index) => (
        <fieldset key={rowKey(option)} className="min-w-0">
          <legend className="sr-only">Option {index + 1}</legend>
          <div className="flex items-end gap-2 pb-2">
            <TextAt
              path={join(at, index, 'name')}
              value={option.name}
              optional
              label={`Option ${index + 1}`}
              placeholder={`option ${index + 1}`}
              className="max-w-56 flex-1"
            />
            <NumberAt
              path={join(at, index, 'weight')}
              value={option.weight}
              label="Weight"
              className="w-24"
            />
            <span className="flex h-8 w-14 shrink-0 items-center justify-end font-medium text-sm tabular-nums">
              {shareOf(step, index)}
            </span>
            <IconButton
              label={`Remove option ${index + 1}`}
              size="icon"
              disabled={options.length === 1}
              onClick={() => remove(index)}
            >
              <Trash2 aria-hidden />
            </IconButton>
          </div>
          {drawSteps({
            path: join(at, index, 'steps'),
            steps: option.steps,
            label: `Steps of ${option.name ?? `option ${index + 1}`}`,
          })}
        </fieldset>
      ))}
      <Button
        size="sm"
        variant="ghost"
        className="self-start"
        onClick={() => form.set(at, [...options, { weight: 1, steps: [] }])}
      >
        <Plus aria-hidden />
        Add an option
      </Button>
    </div>
  );
}
