'use client';

import { useId } from 'react';
import { useRuns } from '@/components/api/runs.ts';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Select } from '@/components/ui/select.tsx';
import { Textarea } from '@/components/ui/textarea.tsx';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';
import { exact } from '@/lib/format/format.ts';
import { rememberedEnvironment } from './last-environment.ts';

export type RunWishes = { environmentId: string; release: string; gitCommit: string; note: string };

/** What is offered first: where the plan was run last, without labels. */
export const firstWishes = (planId: string, environments: readonly EnvironmentDetail[]): RunWishes => ({
  environmentId: rememberedEnvironment(planId, environments) ?? '',
  release: '',
  gitCommit: '',
  note: '',
});

/** Where to run, and what to know the run by afterwards. */
export function RunFields({
  wishes,
  environments,
  onChange,
}: {
  wishes: RunWishes;
  environments: EnvironmentDetail[];
  onChange: (wishes: RunWishes) => void;
}) {
  const releasesId = useId();
  const releases = useRuns({ limit: 1 }).data?.releases ?? [];
  const chosen = environments.find(({ id }) => id === wishes.environmentId);
  return (
    <>
      <Field
        label="Environment"
        hint={
          chosen
            ? `Load goes to ${chosen.baseUrl}, at most ${exact(chosen.maxVUs)} users and ${exact(chosen.maxRequestsPerSecond)} requests a second.`
            : undefined
        }
      >
        {(control) => (
          <Select
            {...control}
            value={wishes.environmentId}
            onValueChange={(environmentId) => onChange({ ...wishes, environmentId })}
            choices={environments.map(({ id, name, baseUrl }) => ({ value: id, label: name, hint: baseUrl }))}
          />
        )}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Release" hint="What is tested, such as 1.4.0. Runs are compared by it.">
          {(control) => (
            <Input
              {...control}
              list={releasesId}
              maxLength={100}
              value={wishes.release}
              onChange={(event) => onChange({ ...wishes, release: event.target.value })}
            />
          )}
        </Field>
        <Field label="Git commit" hint="If you have it at hand.">
          {(control) => (
            <Input
              {...control}
              mono
              maxLength={100}
              value={wishes.gitCommit}
              onChange={(event) => onChange({ ...wishes, gitCommit: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field label="Note" hint="What you want to find out.">
        {(control) => (
          <Textarea
            {...control}
            maxLength={4000}
            value={wishes.note}
            onChange={(event) => onChange({ ...wishes, note: event.target.value })}
          />
        )}
      </Field>
      <datalist id={releasesId}>
        {releases.map((release) => (
          <option key={release} value={release} />
        ))}
      </datalist>
    </>
  );
}
