'use client';

import { Database, Plus } from 'lucide-react';
import { useForm } from '@/components/form/form-context.tsx';
import { PairsAt } from '@/components/form/pairs-at.tsx';
import { join } from '@/components/form/path.ts';
import { rowKey } from '@/components/form/row-key.ts';
import { LongTextAt } from '@/components/form/text-at.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { toast } from '@/components/ui/toast.tsx';
import type { DatasetDraft, PlanDraft } from '../document/plan-draft.ts';
import { useEditor } from '../editor/editor-view.tsx';
import { DatasetCard } from './dataset-card.tsx';
import { EMPTY_GRID } from './grid-edit.ts';
import { OwnEnvironment } from './own-environment.tsx';

const PATH = 'data';

/** What steps are fed with, and what the plan says about itself. */
export function DataTab({ plan }: { plan: PlanDraft }) {
  const form = useForm();
  const { reveal } = useEditor();
  const add = () => {
    const dataset: DatasetDraft = {
      name: `data${plan.data.length + 1}`,
      order: 'sequential',
      source: 'rows',
      rows: structuredClone(EMPTY_GRID),
    };
    form.set(PATH, [...plan.data, dataset]);
    reveal(join(PATH, plan.data.length, 'name'));
  };
  const remove = (index: number) => {
    const before = plan.data;
    form.set(PATH, before.toSpliced(index, 1));
    toast(`Removed the dataset “${before[index]?.name}”`, {
      action: { label: 'Undo', onClick: () => form.set(PATH, before) },
    });
  };
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_23rem]">
      <div className="flex min-w-0 flex-col gap-4">
        {plan.data.length === 0 ? (
          <Card>
            <EmptyState
              icon={Database}
              title="No data yet"
              actions={
                <Button onClick={add} data-path={PATH}>
                  <Plus aria-hidden />
                  Add a dataset
                </Button>
              }
            >
              Rows of logins, search words or product ids make users differ. Every iteration gets a row, used
              as <code>{'{{dataset.column}}'}</code>.
            </EmptyState>
          </Card>
        ) : (
          <>
            {plan.data.map((dataset, index) => (
              <DatasetCard
                key={rowKey(dataset)}
                path={join(PATH, index)}
                dataset={dataset}
                onRemove={() => remove(index)}
              />
            ))}
            <Button className="self-start" onClick={add}>
              <Plus aria-hidden />
              Add a dataset
            </Button>
          </>
        )}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Card>
          <CardHeader title="Variables" hint="Known to all scenarios, as {{name}}." />
          <CardBody>
            <PairsAt path="variables" pairs={plan.variables} what="variable" />
          </CardBody>
        </Card>
        <Card>
          <CardHeader title="Description" />
          <CardBody>
            <LongTextAt path="description" value={plan.description} label="Description" hideLabel rows={4} />
          </CardBody>
        </Card>
        {plan.environment ? <OwnEnvironment environment={plan.environment} /> : null}
      </div>
    </div>
  );
}
