'use client';

import { Shuffle } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { useEnvironments } from '@/components/api/environments.ts';
import { useCreateRunSet } from '@/components/api/run-sets.ts';
import { RunProblem } from '@/components/plan/run-problem.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Select } from '@/components/ui/select.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';
import type { RunSetKind } from '@/lib/api/run-sets.ts';
import { compareAddress } from '../compare-address.ts';

/** What a set is wanted for. */
type Purpose = RunSetKind | 'environments';

const WORDS: Record<Purpose, { title: string; description: string }> = {
  ab: {
    title: 'Two releases in alternation',
    description:
      'A B B A …: whatever drifts on the machine hits both alike. Same schedule, same random choices.',
  },
  aa: {
    title: 'Measure the noise of an environment',
    description:
      'One release again and again. By how much its runs differ is in the intervals of later comparisons there.',
  },
  environments: {
    title: 'One release in two environments',
    description:
      'First near, such as one process on this machine, then through the full stack: what the first one hides, and where the added time goes. Same schedule, same random choices.',
  },
};

/** Asks which releases are run in which environments, starts them, and goes to where they are judged. */
export function SetDialog({
  plan,
  kind,
  environmentId,
  onClose,
}: {
  plan: { id: string; name: string };
  kind: Purpose;
  environmentId?: string;
  onClose: () => void;
}) {
  const formId = useId();
  const router = useRouter();
  const environments = useEnvironments();
  const create = useCreateRunSet();
  const [a, setA] = useState({ environmentId: environmentId ?? '', release: '' });
  const [b, setB] = useState({ environmentId: '', release: '' });
  const [runs, setRuns] = useState(kind === 'environments' ? '2' : '4');
  const isPair = kind !== 'aa';
  const isComplete = a.environmentId !== '' && (!isPair || b.environmentId !== '');
  const start = async (event: FormEvent) => {
    event.preventDefault();
    const set = await create
      .mutateAsync({
        ...{ planId: plan.id, a, runs: Number(runs) },
        ...(kind === 'ab' && { b }),
        ...(kind === 'environments' && { b: { ...b, release: a.release } }),
      })
      // What went wrong is shown in the form.
      .catch(() => undefined);
    if (!set) return;
    const [one, other] = set.runs.map(({ run }) => run.id);
    router.push(
      kind === 'environments' && runs === '2' && one && other
        ? compareAddress({ baseline: one, candidates: [other] })
        : `/compare/sets/${set.id}`,
    );
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={WORDS[kind].title}
      description={`${plan.name}. ${WORDS[kind].description}`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            busy={create.isPending}
            disabled={!isComplete}
          >
            <Shuffle aria-hidden />
            Start the runs
          </Button>
        </>
      }
    >
      {environments.data ? (
        <form id={formId} className="flex flex-col gap-4" onSubmit={start}>
          <SideFields
            name={kind === 'ab' ? 'A, the baseline' : kind === 'environments' ? 'A, the near one' : ''}
            side={a}
            environments={environments.data}
            onChange={setA}
          />
          {isPair ? (
            <SideFields
              name={kind === 'ab' ? 'B, the candidate' : 'B, the full stack'}
              side={b}
              environments={environments.data}
              onChange={setB}
              hasRelease={kind === 'ab'}
            />
          ) : null}
          <Field
            label="Runs in all"
            hint={isPair ? 'An even number: each pair is judged.' : 'Two are the least; four say more.'}
          >
            {(control) => (
              <Select
                {...control}
                value={runs}
                onValueChange={setRuns}
                choices={(isPair ? [2, 4, 6, 8, 12] : [2, 3, 4, 6, 8]).map((count) => ({
                  value: String(count),
                  label: String(count),
                }))}
              />
            )}
          </Field>
          {create.error ? <RunProblem error={create.error} planId={plan.id} /> : null}
        </form>
      ) : environments.error ? (
        <ErrorState
          title="The environments could not be loaded"
          error={environments.error}
          onRetry={environments.refetch}
        />
      ) : (
        <Loading what="Looking for environments…" />
      )}
    </Dialog>
  );
}

type Side = { environmentId: string; release: string };

function SideFields({
  name,
  side,
  environments,
  onChange,
  hasRelease = true,
}: {
  name: string;
  side: Side;
  environments: readonly EnvironmentDetail[];
  onChange: (side: Side) => void;
  /** Whether it has one of its own. */
  hasRelease?: boolean;
}) {
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      {name ? <legend className="mb-2 font-medium text-sm">{name}</legend> : null}
      <Field label={name ? `Environment of ${name.slice(0, 1)}` : 'Environment'}>
        {(control) => (
          <Select
            {...control}
            value={side.environmentId}
            onValueChange={(environmentId) => onChange({ ...side, environmentId })}
            choices={environments.map(({ id, name: label, baseUrl }) => ({
              value: id,
              label,
              hint: baseUrl,
            }))}
          />
        )}
      </Field>
      {hasRelease ? (
        <Field label={name ? `Release of ${name.slice(0, 1)}` : 'Release'}>
          {(control) => (
            <Input
              {...control}
              maxLength={100}
              value={side.release}
              onChange={({ target }) => onChange({ ...side, release: target.value })}
            />
          )}
        </Field>
      ) : null}
    </fieldset>
  );
}
