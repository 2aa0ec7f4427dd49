'use client';

import { NumberAt } from '@/components/form/number-at.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { TextAt } from '@/components/form/text-at.tsx';
import type { StepDraft, StepOf } from '../document/plan-draft.ts';
import { ChooseForm } from './choose-form.tsx';
import { IfForm } from './if-form.tsx';
import type { DrawSteps } from './inner-steps.ts';
import { RequestForm } from './request-form.tsx';
import { SseForm } from './sse-form.tsx';
import { ThinkForm } from './think-form.tsx';
import { WebSocketForm } from './websocket-form.tsx';

/** The form of a step, with the steps in it. */
export function StepForm({ path, step, drawSteps }: { path: Path; step: StepDraft; drawSteps: DrawSteps }) {
  switch (step.type) {
    case 'request':
      return <RequestForm path={path} step={step} />;
    case 'websocket':
      return <WebSocketForm path={path} step={step} />;
    case 'sse':
      return <SseForm path={path} step={step} />;
    case 'think':
      return <ThinkForm path={path} step={step} />;
    case 'set':
      return <SetForm path={path} step={step} />;
    case 'group':
      return <GroupForm path={path} step={step} drawSteps={drawSteps} />;
    case 'repeat':
      return <RepeatForm path={path} step={step} drawSteps={drawSteps} />;
    case 'if':
      return <IfForm path={path} step={step} drawSteps={drawSteps} />;
    case 'choose':
      return <ChooseForm path={path} step={step} drawSteps={drawSteps} />;
  }
}

function SetForm({ path, step }: { path: Path; step: StepOf<'set'> }) {
  return (
    <div className="grid gap-3 sm:grid-cols-[14rem_1fr]">
      <TextAt path={join(path, 'variable')} value={step.variable} label="Variable" mono />
      <TextAt
        path={join(path, 'value')}
        value={step.value}
        label="Value"
        mono
        hint="May hold placeholders; lasts until the iteration ends."
      />
    </div>
  );
}

function GroupForm({ path, step, drawSteps }: { path: Path; step: StepOf<'group'>; drawSteps: DrawSteps }) {
  return (
    <div className="flex flex-col gap-3">
      <TextAt path={join(path, 'name')} value={step.name} label="Name of the group" className="max-w-sm" />
      {drawSteps({ path: join(path, 'steps'), steps: step.steps, label: `Steps of ${step.name}` })}
    </div>
  );
}

function RepeatForm({ path, step, drawSteps }: { path: Path; step: StepOf<'repeat'>; drawSteps: DrawSteps }) {
  return (
    <div className="flex flex-col gap-3">
      <NumberAt path={join(path, 'times')} value={step.times} label="Times" className="max-w-40" />
      {drawSteps({ path: join(path, 'steps'), steps: step.steps, label: 'Steps that are repeated' })}
    </div>
  );
}
