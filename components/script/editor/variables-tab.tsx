'use client';

import { PairsAt } from '@/components/form/pairs-at.tsx';
import { LongTextAt } from '@/components/form/text-at.tsx';
import type { PlanDraft } from '@/components/plan/document/plan-draft.ts';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Select } from '@/components/ui/select.tsx';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';

/** What the script reads in `__ENV`. */
export function VariablesTab({
  plan,
  environments,
  environmentId,
  onEnvironment,
}: {
  plan: PlanDraft;
  environments: readonly EnvironmentDetail[];
  environmentId: string | undefined;
  onEnvironment: (id: string) => void;
}) {
  const environment = environments.find(({ id }) => id === environmentId);
  const given = environment
    ? { BASE_URL: environment.baseUrl, ...environment.variables }
    : ({} as Record<string, string>);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <Card>
        <CardHeader
          title="Variables of the plan"
          hint="What the script reads in __ENV. They win over variables of the environment with the same name."
        />
        <CardBody>
          <PairsAt
            path="variables"
            pairs={plan.variables}
            what="variable"
            placeholders={{ name: 'USERS', value: '10' }}
          />
        </CardBody>
      </Card>
      <Card>
        <CardHeader
          title="Variables of the environment"
          hint="Chosen when a run starts; here only for looking at the script."
        />
        <CardBody className="flex flex-col gap-3">
          {environments.length === 0 ? (
            <p className="text-muted text-sm">There is no environment yet.</p>
          ) : (
            <Field label="Look at the script as in">
              {(control) => (
                <Select
                  {...control}
                  value={environmentId}
                  onValueChange={onEnvironment}
                  choices={environments.map(({ id, name }) => ({ value: id, label: name }))}
                />
              )}
            </Field>
          )}
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 font-mono text-xs">
            {Object.entries(given).map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="break-all">{value}</dd>
              </div>
            ))}
            {environment?.secretNames.map((name) => (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="font-sans text-muted">a secret, only there when it runs</dd>
              </div>
            ))}
          </dl>
        </CardBody>
      </Card>
      <Card className="lg:col-span-2">
        <CardHeader title="Description" />
        <CardBody>
          <LongTextAt path="description" value={plan.description} label="Description" hideLabel rows={3} />
        </CardBody>
      </Card>
    </div>
  );
}
