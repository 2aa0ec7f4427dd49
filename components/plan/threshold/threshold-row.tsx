'use client';

import { X } from 'lucide-react';
import { useId } from 'react';
import { useForm } from '@/components/form/form-context.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { TextAt } from '@/components/form/text-at.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import type { Threshold } from '@/lib/plan/threshold.ts';
import { EXAMPLE_RULE, metricOf } from '@/lib/thresholds/metrics.ts';
import { parseMetricSelector } from '@/lib/thresholds/selector.ts';
import { MetricField } from './metric-field.tsx';
import type { OfferedTags } from './tag-values.ts';
import { thresholdWords } from './threshold-words.ts';

/** One rule: of what, which, and whether it ends the run. */
export function ThresholdRow({
  path,
  threshold,
  values,
  onRemove,
}: {
  path: Path;
  threshold: Threshold;
  values: OfferedTags;
  onRemove: () => void;
}) {
  const selector = parseMetricSelector(threshold.metric);
  const example = selector.ok ? EXAMPLE_RULE[metricOf(selector.value.metric).kind] : 'p(95)<500';
  const words = thresholdWords(threshold.metric, threshold.rule);
  return (
    <div className="flex items-start gap-2">
      <div className="grid min-w-0 flex-1 gap-3 md:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)] xl:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)_9rem_16rem]">
        <MetricField path={join(path, 'metric')} metric={threshold.metric} values={values} />
        <TextAt
          path={join(path, 'rule')}
          value={threshold.rule}
          label="Rule"
          mono
          placeholder={example}
          hint={words ? `Holds while ${words}.` : undefined}
        />
        <TextAt
          path={join(path, 'over')}
          value={threshold.over}
          label="Over"
          optional
          placeholder="run"
          hint="The whole run, or “stage” for each stage, or 30s for every 30 seconds."
        />
        <Abort path={path} threshold={threshold} />
      </div>
      <IconButton label={`Remove the threshold ${threshold.metric} ${threshold.rule}`} onClick={onRemove}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}

function Abort({ path, threshold }: { path: Path; threshold: Threshold }) {
  const form = useForm();
  const id = useId();
  return (
    <div className="flex flex-col gap-2 md:col-span-2 md:flex-row xl:col-span-1 xl:flex-col">
      <div className="flex h-8 items-center gap-2 xl:mt-6">
        <Switch
          id={id}
          checked={threshold.abortOnFail}
          onCheckedChange={(abort) => form.set(join(path, 'abortOnFail'), abort)}
        />
        <label htmlFor={id} className="text-sm">
          End the run when it breaks
        </label>
      </div>
      {threshold.abortOnFail ? (
        <TextAt
          path={join(path, 'delayAbortEval')}
          value={threshold.delayAbortEval}
          label="Not before"
          hint="From the start of the run."
          className="max-w-40"
        />
      ) : null}
    </div>
  );
}
