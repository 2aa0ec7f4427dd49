'use client';

import { ChevronRight, CircleAlert } from 'lucide-react';
import { type KeyboardEvent, useId } from 'react';
import { useErrorCount } from '@/components/form/form-context.tsx';
import type { Path } from '@/components/form/path.ts';
import { cn } from '@/components/ui/class-names.ts';
import { STEP_KINDS } from '../document/new-step.ts';
import type { StepDraft } from '../document/plan-draft.ts';
import type { Direction } from '../document/step-tree.ts';
import { useEditor, useIsOpen } from '../editor/editor-view.tsx';
import type { DrawSteps } from './inner-steps.ts';
import { DragHandle } from './step-drag.tsx';
import { StepForm } from './step-form.tsx';
import { StepMenu } from './step-menu.tsx';
import { stepDetail, stepTitle } from './step-words.ts';
import { useStepActions } from './use-step-actions.ts';

const DIRECTIONS: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'into',
  ArrowLeft: 'out',
};

/** One step: a line that says what it does and unfolds into its form. */
export function StepRow({ path, step, drawSteps }: { path: Path; step: StepDraft; drawSteps: DrawSteps }) {
  const { rows } = useEditor();
  const { moveTowards } = useStepActions();
  const open = useIsOpen(step);
  const errors = useErrorCount(path);
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    if (!event.altKey || !direction) return;
    event.preventDefault();
    moveTowards(path, direction);
  };
  return (
    <div className={cn('min-w-0 rounded-md', open && 'bg-surface-2/40')}>
      <div className="flex items-center gap-1 rounded-md pr-1 hover:bg-surface-2">
        <DragHandle step={step} path={path} />
        <button
          type="button"
          data-path={path}
          aria-expanded={open}
          aria-controls={id}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight"
          onClick={() => rows.set(step, !open)}
          onKeyDown={onKeyDown}
          className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-md text-left text-sm focus-visible:-outline-offset-2"
        >
          <ChevronRight
            aria-hidden
            className={cn('size-3.5 shrink-0 text-muted transition-transform', open && 'rotate-90')}
          />
          <StepSummary step={step} />
          {errors > 0 ? (
            <span className="flex shrink-0 items-center gap-1 text-fail text-xs">
              <CircleAlert aria-hidden className="size-3.5" />
              {errors}
              <span className="sr-only">{errors === 1 ? 'error' : 'errors'}</span>
            </span>
          ) : null}
        </button>
        <StepMenu path={path} step={step} />
      </div>
      <div id={id} hidden={!open} className="pr-2 pb-3 pl-7">
        {open ? <StepForm path={path} step={step} drawSteps={drawSteps} /> : null}
      </div>
    </div>
  );
}

/** By which method, or which protocol, a step speaks to the target. */
function methodWord(step: StepDraft): string | undefined {
  switch (step.type) {
    case 'request':
      return step.method;
    case 'websocket':
      return 'WS';
    case 'sse':
      return 'SSE';
    default:
      return undefined;
  }
}

function StepSummary({ step }: { step: StepDraft }) {
  const { Icon, label } = STEP_KINDS[step.type];
  const detail = stepDetail(step);
  const method = methodWord(step);
  return (
    <>
      <Icon aria-label={label} className="size-4 shrink-0 text-muted" />
      {method === undefined ? null : (
        <span className="w-11 shrink-0 font-medium font-mono text-muted text-xs">{method}</span>
      )}
      <span className="min-w-0 truncate">
        <span className={cn('font-medium', 'url' in step && step.name === undefined && 'font-mono')}>
          {stepTitle(step)}
        </span>
        {detail ? <span className="text-muted"> {detail}</span> : null}
      </span>
    </>
  );
}
