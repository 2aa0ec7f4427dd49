import { Badge, type BadgeTone } from '@/components/ui/badge.tsx';
import { CHANGE_WORDS, type Change } from '@/lib/findings/change.ts';
import type { FindingChanges } from '@/lib/findings/finding-changes.ts';

const TONES: Record<Change, BadgeTone> = { gone: 'ok', new: 'fail', still: 'warn', 'not-told': 'neutral' };

/** What became of each finding, a line each. */
export function ChangeList({ changes }: Pick<FindingChanges, 'changes'>) {
  return (
    <ul className="flex flex-col divide-y divide-border">
      {changes.map(({ change, before, after, words }) => {
        const finding = after ?? before;
        return finding ? (
          <li key={`${change} ${finding.kind} ${finding.of}`} className="px-4 py-2">
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <Badge tone={TONES[change]}>{CHANGE_WORDS[change]}</Badge>
              <span className="min-w-0 break-words font-medium">{finding.title}</span>
            </span>
            <span className="block break-words text-muted text-sm">{words}</span>
          </li>
        ) : null;
      })}
    </ul>
  );
}
