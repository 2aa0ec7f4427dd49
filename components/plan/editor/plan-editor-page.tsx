'use client';

import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useMemo } from 'react';
import { useEnvironments } from '@/components/api/environments.ts';
import { usePlan } from '@/components/api/plans.ts';
import { Button } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page } from '@/components/ui/page-header.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import { isScriptPlan } from '@/lib/script/script-plan.ts';
import { knownNames } from '../document/placeholders-for.ts';
import { PlanEditor } from './plan-editor.tsx';

/** Loaded with the first script: the editor of code is large. */
const ScriptEditor = dynamic(
  () => import('@/components/script/editor/script-editor.tsx').then((module) => module.ScriptEditor),
  { ssr: false, loading: () => <Loading what="Loading the editor…" /> },
);

/** Loads a plan and edits it. */
export function PlanEditorPage({ id }: { id: string }) {
  const plan = usePlan(id);
  const environments = useEnvironments().data;
  const names = useMemo(() => environments && knownNames(environments), [environments]);
  if (plan.data && isScriptPlan(plan.data.version.document))
    return <ScriptEditor key={id} plan={plan.data} />;
  if (plan.data) return <PlanEditor key={id} plan={plan.data} knownNames={names} />;
  return (
    <Page>
      {plan.isError ? (
        <>
          <h1 className="sr-only">Plan</h1>
          <ErrorState
            title="The plan could not be loaded"
            error={plan.error}
            onRetry={plan.refetch}
            actions={
              <Button asChild>
                <Link href="/plans">All plans</Link>
              </Button>
            }
          />
        </>
      ) : (
        <>
          <h1 className="sr-only">Plan</h1>
          <Loading what="Loading the plan…" />
        </>
      )}
    </Page>
  );
}
