'use client';

import { Plus, Waypoints } from 'lucide-react';
import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { usePlans } from '@/components/api/plans.ts';
import type { BroughtFile } from '@/components/script/import/brought-files.ts';
import { DropZone } from '@/components/script/import/drop-zone.tsx';
import { entriesOf } from '@/components/script/import/entries-of.ts';
import { readBrought, useImportScript } from '@/components/script/import/use-import-script.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page, PageHeader } from '@/components/ui/page-header.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import { toast } from '@/components/ui/toast.tsx';
import { RunDialog } from '../run-dialog.tsx';
import { type Dropped, NewPlanDialog } from './new-plan-dialog.tsx';
import { PlanTable } from './plan-table.tsx';

/** All plans. `?new=1` opens the dialog for a new one, so that it can be linked to. */
export function PlanListPage() {
  const router = useRouter();
  const creating = useSearchParams().get('new') !== null;
  const [dropped, setDropped] = useState<Dropped | null>(null);
  const setCreating = (open: boolean) => {
    if (!open) setDropped(null);
    router.replace(open ? '/plans?new=1' : '/plans', { scroll: false });
  };
  const { importScript } = useImportScript();
  const take = async (brought: BroughtFile[]) => {
    const [first] = brought;
    if (brought.length === 1 && first && /\.(ya?ml|json)$/i.test(first.path)) {
      setDropped({ text: await first.file.text() });
      return setCreating(true);
    }
    const script = await readBrought(brought);
    if (!script) return;
    const entries = entriesOf(script);
    const [entry] = entries;
    if (entry === undefined)
      toast.error('This is no script and no plan', {
        description: 'Drop a k6 script (.js or .ts) with what it needs, or a plan file (.yaml or .json).',
      });
    else if (entries.length === 1) importScript(entry, script);
    else {
      setDropped({ script });
      setCreating(true);
    }
  };
  const [toRun, setToRun] = useState<{ id: string; name: string } | null>(null);
  const plans = usePlans();
  const newPlan = (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden />
      New plan
    </Button>
  );
  return (
    <>
      <DropZone
        says="Drop k6 scripts, a folder of them, or a plan file"
        onFiles={(files) => void take(files)}
      />
      <Page>
        <PageHeader title="Plans" actions={newPlan}>
          What users do, how many of them come, and what must hold. k6 scripts can be dropped here.
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
        {creating ? <NewPlanDialog open dropped={dropped} onOpenChange={setCreating} /> : null}
        {toRun ? <RunDialog plan={toRun} open onOpenChange={(open) => !open && setToRun(null)} /> : null}
      </Page>
    </>
  );
}
