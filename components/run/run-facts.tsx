import Link from 'next/link';
import type { ReactNode } from 'react';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import { EditableWord } from './editable-word.tsx';

/** What was run, where, of which release, and when. */
export function RunFacts({ run, startedAt }: { run: RunListItem; startedAt: string | null }) {
  const { plan, environment } = run;
  return (
    <dl className="flex flex-wrap items-baseline gap-x-5 gap-y-1">
      <Fact name="Plan">
        <Link className="text-accent hover:underline" href={`/plans/${plan.id}?tab=versions`}>
          version {plan.versionNumber}
        </Link>
      </Fact>
      <Fact name="Environment">
        <span className="text-text" title={environment.baseUrl}>
          {environment.id === null ? (
            `${environment.name} (deleted)`
          ) : (
            <Link className="text-accent hover:underline" href={`/environments/${environment.id}`}>
              {environment.name}
            </Link>
          )}
        </span>{' '}
        <span className="break-all font-mono text-xs">{environment.baseUrl}</span>
      </Fact>
      <Fact name="Release">
        <EditableWord runId={run.id} field="release" value={run.release} label="release" />
      </Fact>
      <Fact name="Commit">
        <EditableWord runId={run.id} field="gitCommit" value={run.gitCommit} label="git commit" mono />
      </Fact>
      {run.stepSeconds ? (
        <Fact name="Kept in">
          <span
            className="text-text"
            title="It was rolled up, as the rule of its plan says: single seconds are no more. A stretch that is picked has all of every step that it reaches into."
          >
            steps of {run.stepSeconds} s
          </span>
        </Fact>
      ) : null}
      <Fact name={startedAt ? 'Started' : 'Asked for'}>
        <TimeStamp iso={startedAt ?? run.createdAt} className="text-text" />
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-wrap items-baseline gap-x-1.5">
      <dt>{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
