import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card.tsx';
import { Figure, Stat } from '@/components/ui/figure.tsx';
import { formatCount, formatRate, formatSpan, threeDigits } from '@/lib/format/format.ts';
import { plannedRateAt, plannedVusAt } from '@/lib/load/plan-load.ts';
import type { Plan } from '@/lib/plan/plan.ts';
import type { RunView } from '@/lib/run/view.ts';

/** The figures that everybody asks for first. Percentiles are those of all requests so far, not means of seconds. */
export function KeyFigures({
  view,
  plan,
  isActive,
  scope = isActive ? 'so far' : 'whole run',
}: {
  view: RunView;
  plan: Plan;
  isActive: boolean;
  /** Of which time the figures are. */
  scope?: string;
}) {
  const { totals } = view;
  const last = view.points.at(-1);
  return (
    <Card aria-label="Key figures">
      <div className="grid grid-cols-2 gap-px overflow-hidden rounded-lg bg-border xs:grid-cols-3 md:grid-cols-5 min-[87.5rem]:grid-cols-9">
        <Cell
          label={isActive ? 'Users now' : 'Most users'}
          hint={isActive ? plannedNow(plan, view.elapsedSeconds) : `in ${formatSpan(view.elapsedSeconds)}`}
        >
          <Figure kind="count" value={isActive ? (last?.vus ?? 0) : totals.maxVus} />
        </Cell>
        <Cell
          label={isActive ? 'Requests now' : 'Requests'}
          hint={
            isActive
              ? `mean ${formatRate(totals.requestsPerSecond)}`
              : `${formatCount(totals.requests)} in all`
          }
        >
          <Figure kind="rate" value={isActive ? (last?.requests ?? 0) : totals.requestsPerSecond} />
        </Cell>
        <Cell label="Response p50" hint={scope}>
          <Figure kind="ms" value={measured(view, totals.responseTimeMs.p50)} />
        </Cell>
        <Cell label="Response p95" hint={scope}>
          <Figure kind="ms" value={measured(view, totals.responseTimeMs.p95)} />
        </Cell>
        <Cell label="Response p99" hint={scope}>
          <Figure kind="ms" value={measured(view, totals.responseTimeMs.p99)} />
        </Cell>
        <Cell label="Failed" hint={`${formatCount(totals.failed)} of ${formatCount(totals.requests)}`}>
          <Figure
            kind="percent"
            value={totals.requests === 0 ? null : totals.failed / totals.requests}
            className={totals.failed > 0 ? 'text-fail' : undefined}
          />
        </Cell>
        <Cell
          label="Iterations"
          hint={
            totals.failedIterations > 0 ? `${formatCount(totals.failedIterations)} ended early` : 'completed'
          }
        >
          <Figure kind="count" value={totals.iterations} />
        </Cell>
        <Cell label="Dropped" hint="not started">
          <Figure
            kind="count"
            value={totals.droppedIterations}
            className={totals.droppedIterations > 0 ? 'text-invalid' : undefined}
          />
        </Cell>
        <GeneratorCell view={view} isActive={isActive} />
      </div>
    </Card>
  );
}

function GeneratorCell({ view, isActive }: { view: RunView; isActive: boolean }) {
  const { generator } = view;
  const last = view.points.at(-1);
  const workers = `${generator.workers} ${generator.workers === 1 ? 'worker' : 'workers'}`;
  const load = isActive && last ? `${threeDigits(last.cpuCores)} cores` : workers;
  return (
    <Cell label="Generator" hint={load}>
      <span
        className={`whitespace-nowrap ${generator.valid ? 'text-ok' : 'text-invalid'}`}
        title={generator.reasons.join('\n') || undefined}
      >
        {generator.valid ? 'Keeps up' : 'Behind'}
      </span>
    </Cell>
  );
}

function Cell({ label, hint, children }: { label: string; hint: string; children: ReactNode }) {
  return (
    <div className="bg-surface px-4 py-3 max-xs:last:col-span-2 md:max-[87.5rem]:last:col-span-2">
      <Stat label={label} hint={hint}>
        {children}
      </Stat>
    </div>
  );
}

function measured({ totals }: RunView, value: number): number | null {
  return totals.requests === 0 ? null : value;
}

function plannedNow(plan: Plan, elapsedSeconds: number): string {
  const ms = Math.max(0, elapsedSeconds * 1000 - 1);
  const vus = plannedVusAt(plan, ms);
  const rate = plannedRateAt(plan, ms);
  if (rate > 0) return `${formatRate(rate)} iterations planned`;
  return `${formatCount(Math.round(vus))} planned`;
}
