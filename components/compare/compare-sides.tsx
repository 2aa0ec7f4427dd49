'use client';

import { ArrowLeftRight, Plus, X } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import { VerdictBadge } from '@/components/ui/verdict-badge.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import { formatSpan } from '@/lib/format/format.ts';
import { AddRun } from './add-run.tsx';
import type { Chosen } from './compare-address.ts';
import { LookLine } from './look-line.tsx';
import { PinButton } from './pin-button.tsx';
import { type RunLook, releaseName } from './run-looks.ts';

/** Which runs stand against each other, each with its line as the charts draw it; the baseline is the first. */
export function CompareSides({
  runs,
  looks,
  onChoose,
}: {
  runs: readonly RunListItem[];
  looks: readonly RunLook[];
  onChoose: (chosen: Chosen) => void;
}) {
  const [isAdding, setIsAdding] = useState(false);
  const [baseline, ...others] = runs;
  if (!baseline) return null;
  const [candidate] = others;
  const candidates = others.map(({ id }) => id);
  const isPair = others.length === 1;
  const without = (id: string) => candidates.filter((other) => other !== id);
  return (
    <section aria-label="Runs" className="flex flex-col gap-2">
      <ul className={`grid gap-2 md:grid-cols-2 ${runs.length > 2 ? 'xl:grid-cols-3' : ''}`}>
        {runs.map((run, at) => (
          <li key={run.id}>
            <RunCard
              run={run}
              look={looks[at]}
              role={at === 0 ? 'Baseline' : 'Candidate'}
              name={isPair ? releaseName(run) : (looks[at]?.label ?? '').replace(' (baseline)', '')}
              onChange={
                isPair || at === 0
                  ? () =>
                      onChoose(
                        at === 0 ? { candidates } : { baseline: baseline.id, candidates: without(run.id) },
                      )
                  : undefined
              }
              onRemove={
                at > 0 && !isPair
                  ? () => onChoose({ baseline: baseline.id, candidates: without(run.id) })
                  : undefined
              }
              onMeasureBy={
                at > 0 && !isPair && run.verdict !== 'invalid'
                  ? () => onChoose({ baseline: run.id, candidates: [baseline.id, ...without(run.id)] })
                  : undefined
              }
            />
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        {isPair && candidate ? (
          <Button
            onClick={() => onChoose({ baseline: candidate.id, candidates: [baseline.id] })}
            disabled={candidate.verdict === 'invalid'}
          >
            <ArrowLeftRight aria-hidden />
            Swap
          </Button>
        ) : null}
        <Button onClick={() => setIsAdding(true)}>
          <Plus aria-hidden />
          Add a run
        </Button>
        <PinButton run={baseline} />
      </div>
      {isAdding ? (
        <AddRun
          baseline={baseline}
          chosen={candidates}
          onAdd={(id) => onChoose({ baseline: baseline.id, candidates: [...candidates, id] })}
          onClose={() => setIsAdding(false)}
        />
      ) : null}
    </section>
  );
}

function RunCard({
  run,
  look,
  role,
  name,
  onChange,
  onRemove,
  onMeasureBy,
}: {
  run: RunListItem;
  look: RunLook | undefined;
  role: 'Baseline' | 'Candidate';
  name: string;
  onChange?: (() => void) | undefined;
  onRemove?: (() => void) | undefined;
  onMeasureBy?: (() => void) | undefined;
}) {
  return (
    <Card className="flex h-full items-start justify-between gap-3 p-4" aria-label={role}>
      <div className="min-w-0">
        <p className="flex items-center gap-2 text-muted text-xs">
          {look ? <LookLine look={look} /> : null}
          {role}
        </p>
        <h2 className="mt-0.5 break-words font-semibold text-base">
          <Link href={`/runs/${run.id}`} className="hover:underline">
            {name}
          </Link>
        </h2>
        <p className="text-muted text-sm">
          {run.plan.name}, version {run.plan.versionNumber}, on {run.environment.name}
        </p>
        <p className="text-muted text-xs">
          <TimeStamp iso={run.startedAt ?? run.createdAt} />
          {run.durationSeconds === null ? null : `, ${formatSpan(run.durationSeconds)}`}
          {run.gitCommit ? <code className="ml-1.5">{run.gitCommit.slice(0, 10)}</code> : null}
        </p>
      </div>
      <div className="flex flex-col items-end gap-2">
        <span className="flex items-center gap-1">
          <VerdictBadge verdict={run.verdict} status={run.status} />
          {onRemove ? (
            <IconButton label={`Leave ${name} out`} onClick={onRemove}>
              <X aria-hidden />
            </IconButton>
          ) : null}
        </span>
        {onChange ? (
          <Button variant="link" size="sm" onClick={onChange}>
            Change<span className="sr-only"> the {role.toLowerCase()}</span>
          </Button>
        ) : null}
        {onMeasureBy ? (
          <Button variant="link" size="sm" onClick={onMeasureBy}>
            Measure by this<span className="sr-only">: {name}</span>
          </Button>
        ) : null}
      </div>
    </Card>
  );
}
