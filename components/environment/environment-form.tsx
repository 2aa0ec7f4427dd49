'use client';

import { type FormEvent, useMemo, useState, useSyncExternalStore } from 'react';
import { useSaveEnvironment } from '@/components/api/environments.ts';
import { DocumentStore } from '@/components/form/document-store.ts';
import { focusField } from '@/components/form/focus-field.ts';
import { FormProvider } from '@/components/form/form-context.tsx';
import { NumberAt } from '@/components/form/number-at.tsx';
import { PairsAt } from '@/components/form/pairs-at.tsx';
import { isSameDocument } from '@/components/form/same-document.ts';
import { LongTextAt, TextAt } from '@/components/form/text-at.tsx';
import { useLeaveWarning } from '@/components/form/use-leave-warning.ts';
import { ProbesCard } from '@/components/probe/probes-card.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { toast, toastError } from '@/components/ui/toast.tsx';
import { ApiProblem } from '@/lib/api/client.ts';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';
import { AllowHost } from './allow-host.tsx';
import { checkEnvironment, draftOf, placeIssues, toSave } from './environment-draft.ts';
import { NetworkFields, ProtocolFields } from './network-fields.tsx';
import { ProductionFields } from './production-fields.tsx';
import { SecretRows } from './secret-rows.tsx';
import { TlsFields } from './tls-fields.tsx';

/** Makes an environment, or changes the one that is given. */
export function EnvironmentForm({
  environment,
  onSaved,
}: {
  environment?: EnvironmentDetail;
  onSaved: (environment: EnvironmentDetail) => void;
}) {
  const begun = useMemo(() => draftOf(environment), [environment]);
  const [store] = useState(() => new DocumentStore(begun, environment ? checkEnvironment : () => []));
  const draft = useSyncExternalStore(store.subscribe, store.document, store.document);
  const save = useSaveEnvironment(environment?.id);
  const [saved, setSaved] = useState(begun);
  const dirty = !isSameDocument(draft, saved);
  useLeaveWarning(dirty);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // A form that nobody filled in yet is not called wrong before the first try.
    store.checkWith(checkEnvironment);
    const wrong = store.issues().find(({ kind }) => kind === 'error');
    if (wrong) return focusField(wrong.path);
    try {
      const answer = await save.mutateAsync(toSave(store.document()));
      const next = draftOf(answer);
      setSaved(next);
      store.replace(next);
      toast.success(`“${answer.name}” is saved`);
      onSaved(answer);
    } catch (error) {
      if (error instanceof ApiProblem && error.issues.length > 0) {
        const [first] = store.show(placeIssues(store.document(), error.issues));
        if (first) focusField(first.path);
      } else toastError('The environment was not saved', error);
    }
  };

  return (
    <FormProvider form={store}>
      <form onSubmit={submit} className="grid items-start gap-4 lg:grid-cols-2" noValidate>
        <Card aria-label="Target">
          <CardHeader title="Target" hint="Where requests with a path such as /products go." />
          <CardBody className="flex flex-col gap-4">
            <TextAt path="name" value={draft.name} label="Name" placeholder="Staging" />
            <div className="flex flex-col gap-2">
              <TextAt
                path="baseUrl"
                value={draft.baseUrl}
                label="Base URL"
                mono
                placeholder="https://staging.example.com"
              />
              <AllowHost draft={draft} />
            </div>
          </CardBody>
        </Card>
        <Card aria-label="Safety">
          <CardHeader title="Safety" hint="These hold whatever a plan asks for." />
          <CardBody className="flex flex-col gap-4">
            <LongTextAt
              path="allowedHosts"
              value={draft.allowedHosts}
              label="Allowed hosts"
              mono
              rows={3}
              placeholder={'staging.example.com\n*.cdn.example.com'}
              hint="One per line. Load goes to these and to this machine; anything else is refused and named."
            />
            <div className="grid gap-4 sm:grid-cols-2">
              <NumberAt
                path="maxVUs"
                value={draft.maxVUs}
                label="Users at once, at most"
                hint="A plan that asks for more does not start."
              />
              <NumberAt
                path="maxRequestsPerSecond"
                value={draft.maxRequestsPerSecond}
                label="Requests per second, at most"
                hint="More are held back."
              />
            </div>
            <ProductionFields draft={draft} />
          </CardBody>
        </Card>
        <Card aria-label="Network">
          <CardHeader title="Network" hint="How the target is found and reached." />
          <CardBody className="flex flex-col gap-4">
            <NetworkFields draft={draft} />
            <ProtocolFields draft={draft} />
          </CardBody>
        </Card>
        <Card aria-label="TLS">
          <CardHeader title="TLS" hint="For targets with https://. Keys belong into secrets." />
          <CardBody className="flex flex-col gap-4">
            <TlsFields tls={draft.tls} />
          </CardBody>
        </Card>
        <Card aria-label="Variables">
          <CardHeader
            title="Variables"
            hint="Used in plans as {{name}}, with another value in every environment."
          />
          <CardBody>
            <PairsAt path="variables" pairs={draft.variables} what="variable" />
          </CardBody>
        </Card>
        <Card aria-label="Secrets">
          <CardHeader
            title="Secrets"
            hint="Used like variables. Once saved they are never shown again, neither here nor in results."
          />
          <CardBody>
            <SecretRows rows={draft.secrets} />
          </CardBody>
        </Card>
        <ProbesCard
          probes={draft.probes}
          draft={() => toSave(store.document())}
          environmentId={environment?.id}
        />
        <div className="flex items-center gap-2 lg:col-span-2">
          <Button type="submit" variant="primary" busy={save.isPending} disabled={!dirty}>
            {environment ? 'Save' : 'Create the environment'}
          </Button>
          {dirty && environment ? <span className="text-muted text-sm">unsaved changes</span> : null}
        </div>
      </form>
    </FormProvider>
  );
}
