'use client';

import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useForm, useIssue } from '@/components/form/form-context.tsx';
import { NumberAt } from '@/components/form/number-at.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { RowIssues } from '@/components/form/row-issues.tsx';
import { rowKey } from '@/components/form/row-key.ts';
import { TextAt } from '@/components/form/text-at.tsx';
import { Button } from '@/components/ui/button.tsx';
import { FieldError } from '@/components/ui/field.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';

type Stage = { duration: string; target: number };

const ROW = 'grid grid-cols-[1.25rem_1fr_1fr_5.25rem] items-start gap-1.5';

/** Stages in their order: how long each takes and what it reaches. */
export function StageTable({ path, stages, unit }: { path: Path; stages: Stage[]; unit: string }) {
  const form = useForm();
  const issue = useIssue(path);
  const move = (index: number, to: number) => {
    const stage = stages[index];
    if (stage) form.set(path, stages.toSpliced(index, 1).toSpliced(to, 0, stage));
  };
  return (
    <fieldset className="min-w-0">
      <legend className="pb-1 font-medium text-sm">Stages</legend>
      <div aria-hidden className={`${ROW} pb-1 text-muted text-xs`}>
        <span />
        <span>lasts</span>
        <span>reaches, {unit}</span>
        <span />
      </div>
      <ol className="flex flex-col gap-1.5">
        {stages.map((stage, index) => (
          <li key={rowKey(stage)}>
            <div className={ROW}>
              <span className="flex h-8 items-center text-muted text-xs tabular-nums">{index + 1}</span>
              <TextAt
                path={join(path, index, 'duration')}
                value={stage.duration}
                label={`Duration of stage ${index + 1}`}
                hideLabel
                quiet
                placeholder="30s"
              />
              <NumberAt
                path={join(path, index, 'target')}
                value={stage.target}
                label={`Target of stage ${index + 1}, ${unit}`}
                hideLabel
                quiet
              />
              <div className="flex h-8 items-center">
                <IconButton
                  label={`Move stage ${index + 1} up`}
                  disabled={index === 0}
                  onClick={() => move(index, index - 1)}
                >
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton
                  label={`Move stage ${index + 1} down`}
                  disabled={index === stages.length - 1}
                  onClick={() => move(index, index + 1)}
                >
                  <ArrowDown aria-hidden />
                </IconButton>
                <IconButton
                  label={`Remove stage ${index + 1}`}
                  onClick={() => form.set(path, stages.toSpliced(index, 1))}
                >
                  <X aria-hidden />
                </IconButton>
              </div>
            </div>
            <RowIssues path={join(path, index)} />
          </li>
        ))}
      </ol>
      {issue ? <FieldError>{issue.message}</FieldError> : null}
      <Button
        size="sm"
        variant="ghost"
        className="mt-1"
        data-path={path}
        onClick={() => form.set(path, [...stages, { duration: '1m', target: stages.at(-1)?.target ?? 0 }])}
      >
        <Plus aria-hidden />
        Add a stage
      </Button>
    </fieldset>
  );
}
