'use client';

import Link from 'next/link';
import { useRunSets } from '@/components/api/run-sets.ts';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import { setTitle } from './set-title.ts';

/** Runs in alternation and noise that was measured, the newest first; nothing while there are none. */
export function RecentSets() {
  const { data } = useRunSets({ limit: 10 });
  if (!data || data.length === 0) return null;
  return (
    <Card className="max-w-3xl">
      <CardHeader
        title="Runs that are judged together"
        hint="Two releases in alternation, or one again and again."
      />
      <ul className="flex flex-col px-2 pb-2">
        {data.map((set) => (
          <li key={set.id}>
            <Link href={`/compare/sets/${set.id}`} className="block rounded-md px-2 py-2 hover:bg-surface-2">
              <span className="block font-medium text-sm">{setTitle(set)}</span>
              <span className="block text-muted text-xs">
                {set.plan.name} · <TimeStamp iso={set.createdAt} /> · {set.sentence}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
