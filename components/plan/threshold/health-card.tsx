'use client';

import { HeartPulse, Plus, X } from 'lucide-react';
import { useForm } from '@/components/form/form-context.tsx';
import { NumberAt } from '@/components/form/number-at.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { rowKey } from '@/components/form/row-key.ts';
import { TextAt } from '@/components/form/text-at.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { toast } from '@/components/ui/toast.tsx';
import type { HealthCheck } from '@/lib/plan/health-check.ts';
import type { PlanDraft } from '../document/plan-draft.ts';

const PATH = 'health';
const NEW: HealthCheck = { url: '/health', every: '5s', timeout: '2s', failures: 3 };

/** What is asked of the target while a run goes on. */
export function HealthCard({ plan: { health = [] } }: { plan: PlanDraft }) {
  const form = useForm();
  const set = (next: HealthCheck[]) => form.set(PATH, next.length === 0 ? undefined : next);
  const remove = (index: number) => {
    set(health.toSpliced(index, 1));
    toast('Removed the health check', { action: { label: 'Undo', onClick: () => set(health) } });
  };
  return (
    <Card aria-label="Health of the target">
      <CardHeader
        title="Health of the target"
        hint="Asked beside the load. The run ends, failed, when the target is not well."
        actions={
          <Button size="sm" onClick={() => set([...health, { ...NEW }])} data-path={PATH}>
            <Plus aria-hidden />
            Add a health check
          </Button>
        }
      />
      {health.length === 0 ? (
        <p className="flex items-center gap-2 px-4 pb-4 text-muted text-sm">
          <HeartPulse aria-hidden className="size-4" />
          Nothing is asked yet: a URL that must answer, a header, a metric of a Prometheus page.
        </p>
      ) : (
        <CardBody>
          <ul className="flex flex-col divide-y divide-border">
            {health.map((check, index) => (
              <li key={rowKey(check)} className="flex items-start gap-2 py-3 first:pt-1 last:pb-0">
                <Fields path={join(PATH, index)} check={check} />
                <IconButton label={`Remove the health check ${check.url}`} onClick={() => remove(index)}>
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

function Fields({ path, check }: { path: Path; check: HealthCheck }) {
  const at = (field: keyof HealthCheck) => join(path, field);
  return (
    <div className="grid min-w-0 flex-1 gap-3 sm:grid-cols-2 xl:grid-cols-4">
      <TextAt path={at('url')} value={check.url} label="Ask" mono placeholder="/health" />
      <TextAt path={at('every')} value={check.every} label="Every" />
      <TextAt path={at('timeout')} value={check.timeout} label="Answer within" />
      <NumberAt path={at('failures')} value={check.failures} label="Failures in a row" />
      <NumberAt path={at('status')} value={check.status} label="Status" placeholder="2xx" optional />
      <TextAt
        path={at('header')}
        value={check.header}
        label="Header"
        mono
        optional
        placeholder="x-health: ok"
      />
      <TextAt
        path={at('metric')}
        value={check.metric}
        label="Prometheus metric"
        mono
        optional
        placeholder={'queue_length{queue="orders"}'}
      />
      <TextAt path={at('limit')} value={check.limit} label="must be" mono optional placeholder="<100" />
    </div>
  );
}
