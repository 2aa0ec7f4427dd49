'use client';

import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEnvironments } from '@/components/api/environments.ts';
import { usePlans } from '@/components/api/plans.ts';
import { useTrends } from '@/components/api/trends.ts';
import { useChartGrid } from '@/components/charts/use-chart-grid.ts';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Page, PageHeader } from '@/components/ui/page-header.tsx';
import { Select } from '@/components/ui/select.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import type { Trends } from '@/lib/api/trends.ts';
import type { JudgedMetric } from '@/lib/judge/estimate.ts';
import { compareAddress } from '../compare-address.ts';
import { TrendChart } from './trend-chart.tsx';
import { changedRuns, releaseWords, trendSentence, trendWords, versionWords } from './trend-words.ts';

const TITLES: readonly [JudgedMetric, string][] = [
  ['p95', 'Response time p95'],
  ['p50', 'Response time p50'],
  ['p99', 'Response time p99'],
  ['failedRate', 'Failed requests'],
  ['requestsPerSecond', 'Requests per second'],
];

/** Every metric over the releases of a plan in an environment, with the changes that were found. */
export function TrendsPage() {
  const router = useRouter();
  const query = useSearchParams();
  const plans = usePlans();
  const environments = useEnvironments();
  const planId = query.get('plan') ?? '';
  const environmentId = query.get('environment') ?? '';
  const asked = query.get('request');
  const request = asked === null || asked === '' ? null : Number(asked);
  const trends = useTrends(planId, environmentId, request);
  const choose = (chosen: { plan?: string; environment?: string; request?: string }) => {
    const next = { plan: planId, environment: environmentId, ...chosen };
    const filled = Object.entries(next).filter(([, value]) => value !== '' && value !== 'all');
    router.replace(`/compare/trends?${new URLSearchParams(Object.fromEntries(filled))}`);
  };
  return (
    <Page wide>
      <PageHeader
        eyebrow={
          <Link href="/compare" className="hover:underline">
            Compare
          </Link>
        }
        title="Trends"
      >
        Every metric over the releases of a plan in an environment, and with which release it changed.
      </PageHeader>
      <div className="mb-4 grid max-w-4xl gap-4 sm:grid-cols-3">
        <Field label="Plan">
          {(control) => (
            <Select
              {...control}
              value={planId || undefined}
              onValueChange={(plan) => choose({ plan })}
              placeholder="Choose a plan…"
              choices={(plans.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
        <Field label="Environment">
          {(control) => (
            <Select
              {...control}
              value={environmentId || undefined}
              onValueChange={(environment) => choose({ environment })}
              placeholder="Choose an environment…"
              choices={(environments.data ?? []).map(({ id, name, baseUrl }) => ({
                ...{ value: id, label: name, hint: baseUrl },
              }))}
            />
          )}
        </Field>
        <Field label="Request">
          {(control) => (
            <Select
              {...control}
              value={request === null ? 'all' : String(request)}
              onValueChange={(one) => choose({ request: one })}
              choices={[
                { value: 'all', label: 'All requests' },
                ...(trends.data?.requests ?? []).map(({ name }, at) => ({ value: String(at), label: name })),
              ]}
            />
          )}
        </Field>
      </div>
      {planId === '' || environmentId === '' ? (
        <EmptyState title="Choose a plan and an environment">
          The figures of all its runs there are shown, the oldest first.
        </EmptyState>
      ) : trends.data ? (
        <Shown trends={trends.data} />
      ) : trends.error ? (
        <ErrorState title="The trends could not be loaded" error={trends.error} onRetry={trends.refetch} />
      ) : (
        <Loading what="Reading the figures of all runs…" />
      )}
    </Page>
  );
}

function Shown({ trends }: { trends: Trends }) {
  const { ref, className, chartWidth } = useChartGrid();
  const { runs } = trends;
  const changed = changedRuns(trends);
  return (
    <div className="flex flex-col gap-4">
      <p className="rounded-lg border border-border bg-surface px-4 py-3 font-medium text-lg">
        {trendSentence(trends)}
      </p>
      {changed.length > 0 ? (
        <ul aria-label="Changes" className="flex flex-col gap-2 text-sm">
          {changed.map((one) => (
            <li key={one.runId}>
              <span className="font-medium inline-block first-letter:uppercase">
                {releaseWords(one.release)}
              </span>
              : {one.changes.map(trendWords).join('; ')}. {versionWords(one)}{' '}
              <Link
                href={compareAddress({ baseline: one.before, candidates: [one.runId] })}
                className="whitespace-nowrap text-accent underline"
              >
                Compare with the run before it
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {runs.length === 0 ? (
        <EmptyState title="Nothing to see yet">
          Run the plan in this environment, with the release named. Runs that are invalid or ended early are
          left out.
        </EmptyState>
      ) : (
        <div ref={ref} className={className}>
          {TITLES.map(([metric, title]) => (
            <TrendChart key={metric} title={title} metric={metric} trends={trends} width={chartWidth} />
          ))}
        </div>
      )}
      {trends.baselineId ? (
        <p className="text-muted text-xs">The hollow point is the pinned baseline.</p>
      ) : null}
    </div>
  );
}
