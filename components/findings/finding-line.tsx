'use client';

import { ArrowDown, SearchCheck } from 'lucide-react';
import { useRunFindings } from '@/components/api/findings.ts';
import { Button } from '@/components/ui/button.tsx';

/** The findings of an ended run in one line above its charts; it leads to them. */
export function FindingLine({ runId, listId }: { runId: string; listId: string }) {
  const { data } = useRunFindings(runId, { isActive: false, enabled: true });
  const [first, ...others] = data?.findings ?? [];
  if (!first) return null;
  return (
    <div className="flex items-center gap-x-3 rounded-lg border border-border bg-surface px-4 py-1.5 text-sm">
      <SearchCheck aria-hidden className="size-4 shrink-0 text-warn" />
      <p className="min-w-0 flex-1 sm:truncate">
        <span className="text-muted">What limits the target: </span>
        <span className="font-medium">{first.title}</span>
        {others.length === 0 ? null : (
          <span className="text-muted">
            {' '}
            and {others.length === 1 ? 'one thing' : `${others.length} things`} more
          </span>
        )}
      </p>
      <Button
        size="sm"
        variant="ghost"
        onClick={() => document.getElementById(listId)?.scrollIntoView({ behavior: 'smooth' })}
      >
        <ArrowDown aria-hidden />
        Findings
      </Button>
    </div>
  );
}
