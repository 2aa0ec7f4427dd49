'use client';

import { useForm } from '@/components/form/form-context.tsx';
import { NumberAt } from '@/components/form/number-at.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import type { Executor, ExecutorType } from '@/lib/plan/executor.ts';
import { convertExecutor } from './convert-executor.ts';
import { StageTable } from './stage-table.tsx';

export const EXECUTOR_CHOICES: { value: ExecutorType; label: string; hint: string }[] = [
  {
    value: 'ramping-vus',
    label: 'Ramping users',
    hint: 'A number of users that follows stages. Each begins anew when it is done, so a slow target gets less load.',
  },
  { value: 'constant-vus', label: 'Constant users', hint: 'A fixed number of users for a fixed time.' },
  {
    value: 'ramping-arrival-rate',
    label: 'Ramping arrival rate',
    hint: 'Iterations start at a rate that follows stages, however slow the target is.',
  },
  {
    value: 'constant-arrival-rate',
    label: 'Constant arrival rate',
    hint: 'Iterations start at a fixed rate, however slow the target is: as visitors of an open site do.',
  },
  {
    value: 'per-vu-iterations',
    label: 'Iterations per user',
    hint: 'Every user performs a fixed number of iterations.',
  },
  {
    value: 'shared-iterations',
    label: 'Shared iterations',
    hint: 'A fixed number of iterations; whichever user is free takes the next.',
  },
];

/** The load model of a scenario. */
export function ExecutorForm({ path, executor }: { path: Path; executor: Executor }) {
  const form = useForm();
  const at = (name: string) => join(path, name);
  return (
    <div className="flex flex-col gap-3">
      <SelectAt
        path={at('type')}
        value={executor.type}
        choices={EXECUTOR_CHOICES}
        label="Load model"
        hint={EXECUTOR_CHOICES.find(({ value }) => value === executor.type)?.hint}
        onPick={(type) => form.set(path, convertExecutor(executor, type))}
      />
      <div className="grid grid-cols-2 gap-3">
        <ExecutorFields at={at} executor={executor} />
      </div>
      {'stages' in executor ? (
        <StageTable
          path={at('stages')}
          stages={executor.stages}
          unit={executor.type === 'ramping-vus' ? 'users' : `per ${executor.timeUnit}`}
        />
      ) : null}
      <div className="grid grid-cols-2 gap-3">
        <TextAt
          path={at('gracefulStop')}
          value={executor.gracefulStop}
          label="Graceful stop"
          hint="For iterations in progress at the end."
        />
        {executor.type === 'ramping-vus' ? (
          <TextAt
            path={at('gracefulRampDown')}
            value={executor.gracefulRampDown}
            label="Graceful ramp-down"
            hint="For users no longer needed."
          />
        ) : null}
      </div>
    </div>
  );
}

function ExecutorFields({ at, executor }: { at: (name: string) => Path; executor: Executor }) {
  switch (executor.type) {
    case 'ramping-vus':
      return <NumberAt path={at('startVUs')} value={executor.startVUs} label="Users at the start" />;
    case 'constant-vus':
      return (
        <>
          <NumberAt path={at('vus')} value={executor.vus} label="Users" />
          <TextAt path={at('duration')} value={executor.duration} label="Duration" />
        </>
      );
    case 'constant-arrival-rate':
      return (
        <>
          <NumberAt path={at('rate')} value={executor.rate} label="Iterations" />
          <TextAt path={at('timeUnit')} value={executor.timeUnit} label="Per" />
          <TextAt path={at('duration')} value={executor.duration} label="Duration" />
          <ArrivalVus at={at} executor={executor} />
        </>
      );
    case 'ramping-arrival-rate':
      return (
        <>
          <NumberAt path={at('startRate')} value={executor.startRate} label="Rate at the start" />
          <TextAt path={at('timeUnit')} value={executor.timeUnit} label="Iterations per" />
          <ArrivalVus at={at} executor={executor} />
        </>
      );
    case 'per-vu-iterations':
    case 'shared-iterations':
      return (
        <>
          <NumberAt path={at('vus')} value={executor.vus} label="Users" />
          <NumberAt
            path={at('iterations')}
            value={executor.iterations}
            label={executor.type === 'per-vu-iterations' ? 'Iterations each' : 'Iterations in all'}
          />
          <TextAt
            path={at('maxDuration')}
            value={executor.maxDuration}
            label="At most"
            hint="What is not started by then is dropped."
          />
        </>
      );
  }
}

function ArrivalVus({
  at,
  executor,
}: {
  at: (name: string) => Path;
  executor: { preAllocatedVUs: number; maxVUs: number };
}) {
  return (
    <>
      <NumberAt
        path={at('maxVUs')}
        value={executor.maxVUs}
        label="Users at most"
        hint="If all are busy, iterations are dropped."
      />
      <NumberAt path={at('preAllocatedVUs')} value={executor.preAllocatedVUs} label="Made beforehand" />
    </>
  );
}
