'use client';

import { Command } from 'cmdk';
import { Activity, Rocket, Server, Waypoints } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEnvironments } from '@/components/api/environments.ts';
import { usePlans } from '@/components/api/plans.ts';
import { useRuns } from '@/components/api/runs.ts';
import { STATUS_LOOKS, VERDICT_LOOKS } from '@/components/ui/verdict-badge.tsx';
import { PaletteItem } from './palette-item.tsx';

/** Plans to open or to start, runs, environments: found by their names. */
export function PaletteSearch({
  done,
  onRun,
}: {
  done: () => void;
  onRun: (plan: { id: string; name: string }) => void;
}) {
  const router = useRouter();
  const plans = usePlans().data ?? [];
  const runs = useRuns({ limit: 20 }).data?.runs ?? [];
  const environments = useEnvironments().data ?? [];
  const go = (href: string) => {
    done();
    router.push(href);
  };
  return (
    <>
      {plans.length > 0 ? (
        <Command.Group heading="Plans">
          {plans.map((plan) => (
            <PaletteItem
              key={plan.id}
              value={`plan ${plan.name} ${plan.id}`}
              icon={Waypoints}
              aside={`version ${plan.versionNumber}`}
              onSelect={() => go(`/plans/${plan.id}`)}
            >
              {plan.name}
            </PaletteItem>
          ))}
        </Command.Group>
      ) : null}
      {plans.length > 0 ? (
        <Command.Group heading="Start a run">
          {plans.map((plan) => (
            <PaletteItem
              key={plan.id}
              value={`run start ${plan.name} ${plan.id}`}
              icon={Rocket}
              onSelect={() => onRun({ id: plan.id, name: plan.name })}
            >
              Run {plan.name}…
            </PaletteItem>
          ))}
        </Command.Group>
      ) : null}
      {runs.length > 0 ? (
        <Command.Group heading="Latest runs">
          {runs.map((run) => (
            <PaletteItem
              key={run.id}
              value={`run ${run.plan.name} ${run.release} ${run.environment.name} ${run.id}`}
              icon={Activity}
              aside={run.verdict ? VERDICT_LOOKS[run.verdict].label : STATUS_LOOKS[run.status].label}
              onSelect={() => go(`/runs/${run.id}`)}
            >
              {run.plan.name}
              <span className="text-muted">
                {run.release ? ` · ${run.release}` : ''} · {run.environment.name}
              </span>
            </PaletteItem>
          ))}
        </Command.Group>
      ) : null}
      {environments.length > 0 ? (
        <Command.Group heading="Environments">
          {environments.map((environment) => (
            <PaletteItem
              key={environment.id}
              value={`environment ${environment.name} ${environment.baseUrl} ${environment.id}`}
              icon={Server}
              aside={environment.baseUrl}
              onSelect={() => go(`/environments/${environment.id}`)}
            >
              {environment.name}
            </PaletteItem>
          ))}
        </Command.Group>
      ) : null}
    </>
  );
}
