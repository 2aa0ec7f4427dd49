'use client';

import { BoundField } from '@/components/form/bound-field.tsx';
import { useForm } from '@/components/form/form-context.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import { Textarea } from '@/components/ui/textarea.tsx';
import type { Probe, ProbeType } from '@/lib/probe/probe.ts';

export const PROBE_TYPES: Record<ProbeType, { label: string; hint: string }> = {
  prometheus: { label: 'Prometheus page', hint: 'Metrics that the target or an exporter shows' },
  host: { label: 'This machine', hint: 'CPU, memory and network of where Rehearsal runs' },
};

/** A new probe; what it shares with another kind is kept. */
export function newProbe(type: ProbeType, name: string, every = '2s'): Probe {
  switch (type) {
    case 'prometheus':
      return { type, name, every, url: '/metrics', authorization: '', metrics: [] };
    case 'host':
      return { type, name, every };
  }
}

/** The fields of one probe, whatever its kind. */
export function ProbeFields({ path, probe }: { path: Path; probe: Probe }) {
  const form = useForm();
  const at = (field: string) => join(path, field);
  const choices = (Object.keys(PROBE_TYPES) as ProbeType[]).map((value) => ({
    value,
    ...PROBE_TYPES[value],
  }));
  return (
    <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_6rem]">
      <SelectAt
        path={at('type')}
        value={probe.type}
        choices={choices}
        label="Kind"
        onPick={(type) => form.set(path, newProbe(type, probe.name, probe.every))}
      />
      <TextAt path={at('name')} value={probe.name} label="Name" placeholder="Shop" />
      <TextAt path={at('every')} value={probe.every} label="Every" placeholder="2s" />
      {probe.type === 'prometheus' ? (
        <>
          <TextAt path={at('url')} value={probe.url} label="Address" mono placeholder="/metrics" />
          <TextAt
            path={at('authorization')}
            value={probe.authorization}
            label="Authorization"
            mono
            placeholder="Bearer {{metricsToken}}"
            className="sm:col-span-2"
          />
          <MetricLines path={at('metrics')} metrics={probe.metrics} />
        </>
      ) : null}
    </div>
  );
}

/** One metric a line. Empty lines stay while they are typed, and are left out of what is saved. */
function MetricLines({ path, metrics }: { path: Path; metrics: readonly string[] }) {
  const form = useForm();
  return (
    <BoundField
      path={path}
      label="Metrics of your own"
      className="sm:col-span-3"
      hint="One per line, beside those that are known: CPU, memory, event loop, requests, pools and queries."
    >
      {(control) => (
        <Textarea
          {...control}
          mono
          rows={2}
          placeholder={'queue_length{queue="orders"}'}
          value={metrics.join('\n')}
          onChange={(event) => form.set(path, event.target.value.split('\n'))}
        />
      )}
    </BoundField>
  );
}
