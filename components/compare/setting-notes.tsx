import { Info, TriangleAlert } from 'lucide-react';
import type { SettingDifference } from '@/lib/compare/setting-differences.ts';

/** What differs besides what is compared, named one by one. */
export function SettingNotes({ differences }: { differences: readonly SettingDifference[] }) {
  if (differences.length === 0) {
    return <p className="text-muted text-sm">Both runs had the same plan version, environment and length.</p>;
  }
  return (
    <ul aria-label="What else differs" className="flex flex-col gap-1 text-sm">
      {differences.map(({ what, text, isGrave }) => {
        const Icon = isGrave ? TriangleAlert : Info;
        return (
          <li key={`${what} ${text}`} className="flex items-start gap-2">
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${isGrave ? 'text-warn' : 'text-muted'}`} />
            <span className="min-w-0 break-words">
              <span className="font-medium">{what}.</span> {text}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
