'use client';

import { FindingItem } from '@/components/findings/finding-item.tsx';
import { UnseenList } from '@/components/findings/unseen-list.tsx';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import type { LaunchDetail } from '@/lib/api/launches.ts';
import { findingKey } from '@/lib/findings/finding-changes.ts';
import { seenWords } from '@/lib/launch/finding-words.ts';

/** What limits the target over all levels, what to mend first on top. */
export function MendList({ launch: { findings } }: { launch: LaunchDetail }) {
  const { list, unseen, lookedAt } = findings;
  if (lookedAt.length === 0) return null;
  return (
    <Card aria-label="What to mend first">
      <CardHeader
        title={list.length === 0 ? 'Nothing was found that limits the target' : 'What to mend first'}
        hint={
          list.length === 0
            ? 'Load, answers and what probes saw were looked through in every run.'
            : 'Of all runs, what limits the expected peak first. Mend the first one, then rehearse again: is it gone?'
        }
      />
      {list.length > 0 ? (
        <ol className="flex flex-col divide-y divide-border border-border border-t">
          {list.map((one, index) => (
            <FindingItem
              key={findingKey(one.finding)}
              finding={one.finding}
              run={{ id: one.runId, seconds: one.seconds }}
              place={index + 1}
              isOpen={index === 0}
              note={seenWords(one)}
            />
          ))}
        </ol>
      ) : null}
      <UnseenList unseen={unseen} />
    </Card>
  );
}
