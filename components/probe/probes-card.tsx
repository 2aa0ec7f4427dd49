'use client';

import { Activity, CircleAlert, Plus, Search, X } from 'lucide-react';
import { useTestProbe } from '@/components/api/probes.ts';
import { useForm } from '@/components/form/form-context.tsx';
import { join } from '@/components/form/path.ts';
import { rowKey } from '@/components/form/row-key.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { toast } from '@/components/ui/toast.tsx';
import { ApiProblem } from '@/lib/api/client.ts';
import type { SaveEnvironment } from '@/lib/api/contract.ts';
import type { ProbeLookAnswer } from '@/lib/api/probes.ts';
import { MAX_PROBES, type Probe } from '@/lib/probe/probe.ts';
import { newProbe, ProbeFields } from './probe-fields.tsx';
import { Notes } from './probe-report.tsx';
import { UNIT_WORDS } from './unit-words.ts';

const PATH = 'probes';

type Props = {
  probes: Probe[];
  /** The environment as it would be saved now. */
  draft: () => SaveEnvironment;
  environmentId: string | undefined;
};

/** What is observed of the target while a run goes on. */
export function ProbesCard({ probes, draft, environmentId }: Props) {
  const form = useForm();
  const remove = (index: number) => {
    form.set(PATH, probes.toSpliced(index, 1));
    toast('Removed the probe', { action: { label: 'Undo', onClick: () => form.set(PATH, probes) } });
  };
  return (
    <Card aria-label="Probes" className="lg:col-span-2">
      <CardHeader
        title="Probes"
        hint="What is observed of the target while a run goes on, drawn beside its figures. A probe that fails never disturbs a run."
        actions={
          <Button
            size="sm"
            disabled={probes.length >= MAX_PROBES}
            onClick={() => form.set(PATH, [...probes, newProbe('prometheus', freeName(probes))])}
            data-path={PATH}
          >
            <Plus aria-hidden />
            Add a probe
          </Button>
        }
      />
      {probes.length === 0 ? (
        <p className="flex items-center gap-2 px-4 pb-4 text-muted text-sm">
          <Activity aria-hidden className="size-4 shrink-0" />
          Nothing is observed yet: a page of metrics of the target, or this machine.
        </p>
      ) : (
        <CardBody>
          <ul className="flex flex-col divide-y divide-border">
            {probes.map((probe, index) => (
              <li key={rowKey(probe)} className="flex items-start gap-2 py-3 first:pt-1 last:pb-0">
                <div className="flex min-w-0 flex-1 flex-col gap-3">
                  <ProbeFields path={join(PATH, index)} probe={probe} />
                  <TestProbe draft={draft} environmentId={environmentId} index={index} />
                </div>
                <IconButton label={`Remove the probe ${probe.name}`} onClick={() => remove(index)}>
                  <X aria-hidden />
                </IconButton>
              </li>
            ))}
          </ul>
        </CardBody>
      )}
    </Card>
  );
}

function freeName(probes: readonly Probe[]): string {
  const taken = new Set(probes.map(({ name }) => name));
  const names = ['Target', ...Array.from({ length: MAX_PROBES }, (_, index) => `Target ${index + 2}`)];
  return names.find((name) => !taken.has(name)) ?? '';
}

/** Looks at the probe as it stands here, saved or not. */
function TestProbe({ draft, environmentId, index }: Omit<Props, 'probes'> & { index: number }) {
  const test = useTestProbe();
  return (
    <div className="flex flex-col gap-2">
      <Button
        size="sm"
        className="self-start"
        busy={test.isPending}
        onClick={() => test.mutate({ environment: draft(), environmentId, probe: index })}
      >
        <Search aria-hidden />
        Test
      </Button>
      <div aria-live="polite">
        {test.isPending ? <p className="text-muted text-sm">Looking twice, a second apart…</p> : null}
        {test.isError ? <Problem text={problemOf(test.error)} /> : null}
        {test.data && !test.isPending ? <Found look={test.data} /> : null}
      </div>
    </div>
  );
}

function problemOf(error: Error): string {
  const [first] = error instanceof ApiProblem ? error.issues : [];
  return first ? `${first.path.replace(/^environment\./, '')} ${first.message}` : error.message;
}

function Problem({ text }: { text: string }) {
  return (
    <p className="flex items-start gap-1.5 text-fail text-sm">
      <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      <span className="min-w-0 break-words">{text}</span>
    </p>
  );
}

function Found({ look }: { look: ProbeLookAnswer }) {
  if (!look.ok) return <Problem text={`It ${look.problem}`} />;
  const drawn = look.found.filter(({ series }) => series.role !== 'process-start');
  return (
    <div className="flex flex-col gap-2">
      <details className="text-sm" open={drawn.length <= FEW}>
        <summary className="cursor-pointer text-ok">
          {drawn.length === 1 ? 'One curve was found.' : `${drawn.length} curves were found.`}
        </summary>
        <dl className="mt-1 grid max-h-64 grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 overflow-auto text-xs">
          {drawn.map(({ series, value }) => (
            <div key={series.key} className="contents">
              <dt className="min-w-0 break-words text-muted">
                {series.chart}: {series.label}
              </dt>
              <dd className="text-right tabular-nums">
                {value === null ? 'nothing yet' : UNIT_WORDS[series.unit].format(value)}
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <Notes notes={look.notes} />
    </div>
  );
}

const FEW = 12;
