'use client';

import { Gauge, Plus } from 'lucide-react';
import { useMemo } from 'react';
import { useForm } from '@/components/form/form-context.tsx';
import { join } from '@/components/form/path.ts';
import { rowKey } from '@/components/form/row-key.ts';
import { TextAt } from '@/components/form/text-at.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { toast } from '@/components/ui/toast.tsx';
import type { Threshold } from '@/lib/plan/threshold.ts';
import type { PlanDraft } from '../document/plan-draft.ts';
import { useEditor } from '../editor/editor-view.tsx';
import { HealthCard } from './health-card.tsx';
import { tagValues } from './tag-values.ts';
import { ThresholdRow } from './threshold-row.tsx';

const PATH = 'thresholds';
const NEW: Threshold = {
  metric: 'http_req_duration',
  rule: 'p(95)<500',
  abortOnFail: false,
  delayAbortEval: '0s',
};

/** What must hold for a run to pass. */
export function ThresholdsTab({ plan }: { plan: PlanDraft }) {
  const form = useForm();
  const { reveal } = useEditor();
  const { thresholds, scenarios } = plan;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only scenarios make series
  const values = useMemo(() => tagValues(plan), [scenarios]);
  const add = () => {
    form.set(PATH, [...thresholds, { ...NEW }]);
    reveal(join(PATH, thresholds.length, 'rule'));
  };
  const remove = (index: number) => {
    form.set(PATH, thresholds.toSpliced(index, 1));
    toast('Removed the threshold', { action: { label: 'Undo', onClick: () => form.set(PATH, thresholds) } });
  };
  const button = (
    <Button size="sm" onClick={add} data-path={PATH}>
      <Plus aria-hidden />
      Add a threshold
    </Button>
  );
  return (
    <div className="flex flex-col gap-4">
      <WarmUpCard plan={plan} />
      <Card>
        <CardHeader
          title="Thresholds"
          hint="A run passes when all of them hold at its end."
          actions={button}
        />
        {thresholds.length === 0 ? (
          <EmptyState icon={Gauge} title="Nothing must hold yet">
            Without a threshold every run passes that is not stopped. The usual first one: 95 % of all
            requests take less than 500 ms.
          </EmptyState>
        ) : (
          <CardBody>
            <ul className="flex flex-col divide-y divide-border">
              {thresholds.map((threshold, index) => (
                <li key={rowKey(threshold)} className="py-3 first:pt-1 last:pb-0">
                  <ThresholdRow
                    path={join(PATH, index)}
                    threshold={threshold}
                    values={values}
                    onRemove={() => remove(index)}
                  />
                </li>
              ))}
            </ul>
          </CardBody>
        )}
      </Card>
      <HealthCard plan={plan} />
    </div>
  );
}

/** What of the start of a run does not count. */
function WarmUpCard({ plan }: { plan: PlanDraft }) {
  return (
    <Card>
      <CardHeader
        title="Warm-up"
        hint="The start of a run that thresholds, percentiles and rates leave out. Charts show it shaded."
      />
      <CardBody className="max-w-sm">
        <TextAt
          path="warmUp"
          label="Leave out"
          value={plan.warmUp}
          placeholder="auto"
          hint="auto finds it, none leaves nothing out, 30s leaves out that much."
        />
      </CardBody>
    </Card>
  );
}
