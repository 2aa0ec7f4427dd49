'use client';

import { type SyntheticEvent, useState, useSyncExternalStore } from 'react';
import { useSaveEnvironment } from '@/components/api/environments.ts';
import { DocumentStore } from '@/components/form/document-store.ts';
import { focusField } from '@/components/form/focus-field.ts';
import { FormProvider } from '@/components/form/form-context.tsx';
import { NumberAt } from '@/components/form/number-at.tsx';
import { PairsAt } from '@/components/form/pairs-at.tsx';
import { LongTextAt, TextAt } from '@/components/form/text-at.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { toastError } from '@/components/ui/toast.tsx';
import { ApiProblem } from '@/lib/api/client.ts';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';
import {
  checkEnvironment,
  environmentDraft,
  environmentInput,
  NEW_ENVIRONMENT,
  placeIssues,
} from './environment-draft.ts';
import { SecretRows } from './secret-rows.tsx';

/** All of an environment, new or stored. Errors show once saving was tried, then as they come and go. */
export function EnvironmentForm({
  environment,
  onSaved,
}: {
  environment?: EnvironmentDetail;
  onSaved: (saved: EnvironmentDetail) => void;
}) {
  const [form] = useState(
    () => new DocumentStore(environment ? environmentDraft(environment) : NEW_ENVIRONMENT, () => []),
  );
  const draft = useSyncExternalStore(form.subscribe, form.document, form.document);
  const save = useSaveEnvironment(environment?.id);

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    form.checkWith(checkEnvironment);
    const [first] = form.issues();
    if (first) return void focusField(first.path);
    try {
      onSaved(await save.mutateAsync(environmentInput(draft, environment?.secretNames ?? [])));
    } catch (error) {
      toastError('The environment could not be saved', error);
      if (!(error instanceof ApiProblem)) return;
      form.show(
        placeIssues(
          draft,
          error.issues.map(({ path, message }) => ({ path: path.split('.'), message })),
        ),
      );
    }
  };

  return (
    <FormProvider form={form}>
      <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <Card>
          <CardHeader title="Target" hint="Where plans send their load." />
          <CardBody className="grid gap-4 sm:grid-cols-2">
            <TextAt path="name" label="Name" value={draft.name} placeholder="Staging" />
            <TextAt
              path="baseUrl"
              label="Base URL"
              mono
              value={draft.baseUrl}
              placeholder="https://staging.example.com"
              hint="Paths in plans are joined to it."
            />
            <LongTextAt
              path="allowedHosts"
              label="Allowed hosts"
              className="sm:col-span-2"
              mono
              rows={3}
              value={draft.allowedHosts}
              placeholder={'staging.example.com\n*.cdn.example.com'}
              hint="One a line. Load goes to this machine itself and to these hosts, nowhere else: a redirect that leaves them is not followed. Name only hosts that you may put under load."
            />
          </CardBody>
        </Card>
        <Card>
          <CardHeader title="Ceilings" hint="They hold, whatever a plan asks." />
          <CardBody className="grid gap-4 sm:grid-cols-2">
            <NumberAt
              path="maxVUs"
              label="Most users at once"
              unit="VUs"
              value={draft.maxVUs}
              hint="A plan that needs more is refused."
            />
            <NumberAt
              path="maxRequestsPerSecond"
              label="Most requests per second"
              unit="/s"
              value={draft.maxRequestsPerSecond}
              hint="What is above is held back, and shows as send delay."
            />
          </CardBody>
        </Card>
        <Card>
          <CardHeader
            title="Variables"
            hint="For placeholders such as {{locale}}. A plan or scenario may define the same name and wins."
          />
          <CardBody>
            <PairsAt
              path="variables"
              pairs={draft.variables}
              what="variable"
              placeholders={{ name: 'locale', value: 'en' }}
            />
          </CardBody>
        </Card>
        <Card>
          <CardHeader
            title="Secrets"
            hint="Used like variables, never shown again, and taken out of errors and samples."
          />
          <CardBody>
            <SecretRows secrets={draft.secrets} />
          </CardBody>
        </Card>
        <div className="flex justify-end">
          <Button type="submit" variant="primary" busy={save.isPending}>
            {environment ? 'Save the environment' : 'Create the environment'}
          </Button>
        </div>
      </form>
    </FormProvider>
  );
}
