'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { usePlan } from '@/components/api/plans.ts';
import { Badge } from '@/components/ui/badge.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Select } from '@/components/ui/select.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import type { PlanDetail } from '@/lib/api/contract.ts';
import type { Plan } from '@/lib/plan/plan.ts';
import { changesBetween, textsOfVersion } from './text-of-version.ts';

type Version = PlanDetail['versions'][number];

/** Loaded when somebody compares: the editor of code is large. */
const CodeDiff = dynamic(
  () => import('@/components/script/editor/code-diff.tsx').then((module) => module.CodeDiff),
  { ssr: false, loading: () => <Loading what="Comparing…" /> },
);

/** An old version as its files, or what changed in it since another one. */
export function VersionDialog({
  planId,
  version,
  versions,
  onClose,
}: {
  planId: string;
  version: Version;
  versions: readonly Version[];
  onClose: () => void;
}) {
  const plan = usePlan(planId, version.id);
  const [since, setSince] = useState<string>(WHOLE);
  const others = versions.filter(({ id }) => id !== version.id);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} width="xl" title={`Version ${version.number}`}>
      {plan.isPending ? (
        <Loading what={`Loading version ${version.number}…`} />
      ) : plan.isError ? (
        <ErrorState title="The version could not be loaded" error={plan.error} onRetry={plan.refetch} />
      ) : (
        <div className="flex flex-col gap-4">
          {others.length > 0 ? (
            <Field label="Show" className="max-w-xs">
              {(control) => (
                <Select
                  {...control}
                  value={since}
                  onValueChange={setSince}
                  choices={[
                    { value: WHOLE, label: 'All of it' },
                    ...others.map(({ id, number }) => ({
                      value: id,
                      label: `What differs from version ${number}`,
                    })),
                  ]}
                />
              )}
            </Field>
          ) : null}
          {since === WHOLE ? (
            <Whole plan={plan.data.version.document} />
          ) : (
            <Changes planId={planId} since={since} plan={plan.data.version.document} />
          )}
        </div>
      )}
    </Dialog>
  );
}

const WHOLE = 'whole';

function Whole({ plan }: { plan: Plan }) {
  const texts = Object.entries(textsOfVersion(plan));
  return texts.map(([path, text]) => (
    <section key={path} aria-label={path}>
      {texts.length > 1 ? <h3 className="pb-1 font-medium font-mono text-xs">{path}</h3> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
      <pre tabIndex={0} className="overflow-x-auto rounded-md bg-surface-2 p-3 text-xs leading-5">
        {text}
      </pre>
    </section>
  ));
}

function Changes({ planId, since, plan }: { planId: string; since: string; plan: Plan }) {
  const other = usePlan(planId, since);
  if (other.isPending) return <Loading what="Loading the other version…" />;
  if (other.isError)
    return <ErrorState title="The version could not be loaded" error={other.error} onRetry={other.refetch} />;
  const changes = changesBetween(textsOfVersion(other.data.version.document), textsOfVersion(plan));
  if (changes.length === 0)
    return <p className="text-muted text-sm">Both versions have the same files; their names may differ.</p>;
  return changes.map(({ path, before, after, how }) => (
    <section key={path} aria-label={path}>
      <h3 className="flex items-center gap-2 pb-1 font-medium font-mono text-xs">
        {path} {how === 'changed' ? null : <Badge tone={how === 'new' ? 'ok' : 'fail'}>{how}</Badge>}
      </h3>
      <CodeDiff path={path} before={before} after={after} />
    </section>
  ));
}
