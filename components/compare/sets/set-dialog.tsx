'use client';

import { Shuffle } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useCreateRunSet } from '@/components/api/run-sets.ts';
import { RunProblem } from '@/components/plan/run-problem.tsx';
import { StartDialog } from '@/components/plan/start-dialog.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Select } from '@/components/ui/select.tsx';
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
  const router = useRouter();
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
    <StartDialog
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={WORDS[kind].title}
      description={`${plan.name}. ${WORDS[kind].description}`}
      start={
        <>
          <Shuffle aria-hidden />
          Start the runs
        </>
      }
      canStart={isComplete}
      busy={create.isPending}
      needs="The runs need an environment: the address of the target, and how much load it may get."
    >
      {(formId, environments) => (
        <form id={formId} className="flex flex-col gap-4" onSubmit={start}>
          <SideFields
            name={kind === 'ab' ? 'A, the baseline' : kind === 'environments' ? 'A, the near one' : ''}
            side={a}
            environments={environments}
            onChange={setA}
          />
          {isPair ? (
            <SideFields
              name={kind === 'ab' ? 'B, the candidate' : 'B, the full stack'}
              side={b}
              environments={environments}
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
      )}
    </StartDialog>
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
