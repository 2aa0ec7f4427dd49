'use client';

import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { useEnvironments } from '@/components/api/environments.ts';
import { useCreateRun, useRuns } from '@/components/api/runs.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Select } from '@/components/ui/select.tsx';
import { toastError } from '@/components/ui/toast.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';

/** Starts the same version of the same plan once more, in the same environment unless another one is chosen. */
export function RunAgain({ run, onClose }: { run: RunListItem; onClose: () => void }) {
  const router = useRouter();
  const create = useCreateRun();
  const environments = useEnvironments();
  const known = useRuns({ planId: run.plan.id, limit: 1 });
  const [environmentId, setEnvironmentId] = useState<string | undefined>(run.environment.id ?? undefined);
  const [release, setRelease] = useState(run.release);
  const [gitCommit, setGitCommit] = useState(run.gitCommit);
  const ids = { form: useId(), releases: useId() };

  const start = async () => {
    if (!environmentId) return;
    try {
      const started = await create.mutateAsync({
        planId: run.plan.id,
        versionId: run.plan.versionId,
        environmentId,
        release,
        gitCommit,
      });
      router.push(`/runs/${started.id}`);
    } catch (error) {
      toastError('The run could not be started', error);
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Run again"
      description={`${run.plan.name}, version ${run.plan.versionNumber}, as this run had it.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={ids.form}
            variant="primary"
            busy={create.isPending}
            disabled={!environmentId}
          >
            Run
          </Button>
        </>
      }
    >
      <form
        id={ids.form}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void start();
        }}
      >
        <Field label="Environment" error={environments.error?.message}>
          {(control) => (
            <Select
              {...control}
              value={environmentId}
              onValueChange={setEnvironmentId}
              placeholder={environments.isPending ? 'Fetching the environments…' : 'Choose where to run'}
              choices={(environments.data ?? []).map(({ id, name, baseUrl }) => ({
                value: id,
                label: name,
                hint: baseUrl,
              }))}
            />
          )}
        </Field>
        <Field label="Release" hint="What is running there now; runs are compared by it.">
          {(control) => (
            <>
              <Input
                {...control}
                value={release}
                maxLength={100}
                list={ids.releases}
                onChange={(event) => setRelease(event.target.value)}
              />
              <datalist id={ids.releases}>
                {known.data?.releases.map((each) => (
                  <option key={each} value={each} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <Field label="Git commit" hint="Of the target, if you know it.">
          {(control) => (
            <Input
              {...control}
              mono
              value={gitCommit}
              maxLength={100}
              onChange={(event) => setGitCommit(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
