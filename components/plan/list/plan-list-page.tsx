'use client';

import { Plus, Waypoints } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { usePlans } from '@/components/api/plans.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page, PageHeader } from '@/components/ui/page-header.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import { RunDialog } from '../run-dialog.tsx';
import { NewPlanDialog } from './new-plan-dialog.tsx';
import { PlanTable } from './plan-table.tsx';

/** All plans. `?new=1` opens the dialog for a new one, so that it can be linked to. */
export function PlanListPage() {
  const router = useRouter();
  const creating = useSearchParams().get('new') !== null;
  const setCreating = (open: boolean) => router.replace(open ? '/plans?new=1' : '/plans', { scroll: false });
  const [toRun, setToRun] = useState<{ id: string; name: string } | null>(null);
  const plans = usePlans();
  const newPlan = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      New plan
    </Button>
  );
  return (
    <Page>
      <PageHeader title="Plans" actions={newPlan}>
        What users do, how many of them come, and what must hold.
      </PageHeader>
      <Card>
        {plans.isPending ? (
          <Loading what="Loading the plans…" className="p-4" />
        ) : plans.isError ? (
          <ErrorState title="The plans could not be loaded" error={plans.error} onRetry={plans.refetch} />
        ) : plans.data.length === 0 ? (
          <EmptyState icon={Waypoints} title="No plans yet" actions={newPlan}>
            A plan says what users do and how many come at once. Start from a template: the launch rehearsal
            asks all the questions in one go.
          </EmptyState>
        ) : (
          <PlanTable plans={plans.data} onRun={setToRun} />
        )}
      </Card>
      <NewPlanDialog open={creating} onOpenChange={setCreating} />
      {toRun ? <RunDialog plan={toRun} open onOpenChange={(open) => !open && setToRun(null)} /> : null}
    </Page>
  );
}
