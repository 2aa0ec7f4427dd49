'use client';

import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useRunFindings } from '@/components/api/findings.ts';
import { RunAgain } from '@/components/run/run-again.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import { FindingItem } from './finding-item.tsx';
import { SinceRunBefore } from './since-run-before.tsx';
import { UnseenList } from './unseen-list.tsx';

type Props = { run: RunListItem; elapsedSeconds: number; isActive: boolean };

/** Sooner nothing can be told of a run that goes on. Seconds. */
const SOONEST = 15;
/** Curves of a run that goes on grow by so much at a time. Seconds. */
const DRAWN_SECONDS = 10;

/** What limits the target, what matters most first; when there is nothing, what could not be looked for. */
export function FindingList({ run, elapsedSeconds, isActive }: Props) {
  const { id } = run;
  const [isAgain, setAgain] = useState(false);
  const enabled = elapsedSeconds >= (isActive ? SOONEST : 1);
  const { data, error } = useRunFindings(id, { isActive, enabled });
  if (error)
    return <p className="text-muted text-sm">What limits the target could not be told: {error.message}</p>;
  if (!data || (isActive && data.findings.length === 0)) return null;
  const { findings, unseen } = data;
  const seconds = isActive ? elapsedSeconds - (elapsedSeconds % DRAWN_SECONDS) : elapsedSeconds;
  return (
    <Card aria-label="Findings">
      <CardHeader
        title={findings.length === 0 ? 'Nothing was found that limits the target' : 'What limits the target'}
        hint={
          findings.length === 0
            ? 'Load, answers and what probes saw were looked through.'
            : 'What matters most first. Mend the first one, then run the plan again: is it gone?'
        }
        actions={
          findings.length === 0 || isActive ? null : (
            <Button size="sm" onClick={() => setAgain(true)}>
              <RotateCw aria-hidden />
              Is it gone? Run it again
            </Button>
          )
        }
      />
      {isAgain ? <RunAgain run={run} onClose={() => setAgain(false)} /> : null}
      {findings.length > 0 ? (
        <ol className="flex flex-col divide-y divide-border border-border border-t">
          {findings.map((finding, index) => (
            <FindingItem
              key={`${finding.kind} ${finding.of}`}
              finding={finding}
              run={{ id, seconds }}
              place={index + 1}
              isOpen={index === 0}
            />
          ))}
        </ol>
      ) : null}
      {isActive ? null : <SinceRunBefore run={run} />}
      <UnseenList unseen={unseen} />
    </Card>
  );
}
