'use client';

import { Download, RotateCw } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useLaunch } from '@/components/api/launches.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { cn } from '@/components/ui/class-names.ts';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page, PageHeader } from '@/components/ui/page-header.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import type { LaunchDetail } from '@/lib/api/launches.ts';
import { beyondInWords, loadWithUnit } from '@/lib/capacity/words.ts';
import { formatMs, formatPercent } from '@/lib/format/format.ts';
import { launchReport, type Readiness } from '@/lib/launch/report.ts';
import { ChangeTable } from './change-table.tsx';
import { LaunchDialog } from './launch-dialog.tsx';
import { LevelTable } from './level-table.tsx';
import { MendList } from './mend-list.tsx';
import { StopLaunch } from './stop-launch.tsx';

const LOOKS: Record<Readiness, string> = {
  ready: 'border-ok/30 bg-ok/10 text-ok',
  'ready-with-risks': 'border-warn/30 bg-warn/10 text-warn',
  'not-ready': 'border-fail/30 bg-fail/10 text-fail',
  'going-on': 'border-border bg-surface text-text',
  incomplete: 'border-abort/30 bg-abort/10 text-abort',
};

/** A launch rehearsal while it goes on, and its report. */
export function LaunchPage({ id }: { id: string }) {
  const { data, error, refetch } = useLaunch(id);
  return (
    <Page wide>
      {data ? (
        <LaunchScreen launch={data} />
      ) : error ? (
        <ErrorState
          title="The rehearsal could not be loaded"
          error={error}
          onRetry={refetch}
          actions={
            <Button asChild>
              <Link href="/launches">All rehearsals</Link>
            </Button>
          }
        />
      ) : (
        <Loading what="Fetching the rehearsal so far…" />
      )}
    </Page>
  );
}

function LaunchScreen({ launch }: { launch: LaunchDetail }) {
  const { settings, unit, peak, capacity, before, worst, environment } = launch;
  const { readiness, answer, reasons, risks, good } = launchReport(launch);
  const [isAgain, setAgain] = useState(false);
  return (
    <div className="flex flex-col gap-4">
      {isAgain ? <LaunchDialog plan={launch.plan} again={launch} onOpenChange={setAgain} /> : null}
      <PageHeader
        eyebrow={
          <Link href="/launches" className="hover:text-text hover:underline">
            Launch rehearsals
          </Link>
        }
        title={`${launch.plan.name}${launch.release ? `, release ${launch.release}` : ''}`}
        actions={
          readiness === 'going-on' ? (
            <StopLaunch launch={launch} />
          ) : (
            <>
              <Button onClick={() => setAgain(true)}>
                <RotateCw aria-hidden />
                Rehearse again
              </Button>
              <Button asChild>
                <a href={`/api/launches/${launch.id}/report`} download={`launch-${launch.id}.html`}>
                  <Download aria-hidden />
                  Report (HTML)
                </a>
              </Button>
            </>
          )
        }
      >
        Expected peak {loadWithUnit(peak, unit)}
        {settings.date ? `, launch on ${settings.date}` : ''}; the capacity should be {settings.safetyFactor}{' '}
        times that. On {environment.name}, <span className="break-all">{environment.baseUrl}</span>.
      </PageHeader>
      <div className={cn('rounded-lg border px-4 py-3', LOOKS[readiness])}>
        <p role="status" className="font-semibold text-lg">
          {answer}
        </p>
      </div>
      <div className="grid gap-4 lg:grid-cols-2">
        <Lines title="Why not" lines={reasons} tone="text-fail" />
        <Lines title="Risks" lines={risks} />
        <Lines title="What holds" lines={good} />
        <Lines
          title="Slowest requests at the expected peak"
          lines={worst.map(
            ({ name, p95, failedRate }) =>
              `${name}: p95 ${formatMs(p95)}, ${formatPercent(failedRate)} failed`,
          )}
        />
      </div>
      <LevelTable launch={launch} before={before} />
      {capacity?.beyond ? <p className="text-sm">{beyondInWords(capacity.beyond, unit)}</p> : null}
      {before && readiness !== 'going-on' ? <ChangeTable launch={launch} before={before} /> : null}
      <MendList launch={launch} />
      {before ? (
        <p className="text-muted text-sm">
          The rehearsal before,{' '}
          <Link href={`/launches/${before.id}`} className="text-accent underline underline-offset-2">
            {before.release ? `release ${before.release}` : before.createdAt.slice(0, 10)}
          </Link>
          : {before.answer}
        </p>
      ) : null}
    </div>
  );
}

function Lines({ title, lines, tone }: { title: string; lines: readonly string[]; tone?: string }) {
  if (lines.length === 0) return null;
  return (
    <Card>
      <CardHeader title={title} />
      <CardBody>
        <ul className={cn('flex list-disc flex-col gap-1 pl-4 text-sm', tone)}>
          {lines.map((line) => (
            <li key={line} className="break-words">
              {line}
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
