import { Info, TriangleAlert } from 'lucide-react';
import type { SettingDifference } from '@/lib/compare/setting-differences.ts';

/** What differs besides what is compared, named one by one. */
export function SettingNotes({
  differences,
  of,
}: {
  differences: readonly SettingDifference[];
  /** Which candidate this is about, when there are several. */
  of?: string | undefined;
}) {
  if (differences.length === 0) {
    return of ? null : (
      <p className="text-muted text-sm">Both runs had the same plan version, environment and length.</p>
    );
  }
  return (
    <ul
      aria-label={of ? `What else differs in ${of}` : 'What else differs'}
      className="flex flex-col gap-1 text-sm"
    >
      {of ? <li className="font-medium">{of}</li> : null}
      {differences.map(({ what, text, isGrave, lines }) => {
        const Icon = isGrave ? TriangleAlert : Info;
        return (
          <li key={`${what} ${text}`} className="flex items-start gap-2">
            <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${isGrave ? 'text-warn' : 'text-muted'}`} />
            <span className="min-w-0 break-words">
              <span className="font-medium">{what}.</span> {text}
              {lines && lines.length > 0 ? <Lines lines={lines} /> : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Lines({ lines }: { lines: NonNullable<SettingDifference['lines']> }) {
  return (
    <details>
      <summary className="cursor-pointer text-muted">
        {lines.length === 1 ? 'The line that differs' : `The ${lines.length} lines that differ`}
      </summary>
      <pre className="mt-1 max-h-72 overflow-auto rounded-md border border-border bg-surface-2 p-2 text-xs">
        {lines.map(({ sign, at, text }) => (
          <span key={`${sign} ${at}`} className={`block ${sign === '+' ? 'text-ok' : 'text-fail'}`}>
            {sign} {text}
          </span>
        ))}
      </pre>
    </details>
  );
}
