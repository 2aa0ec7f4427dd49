import { SearchCheck } from 'lucide-react';
import type { RunFindings } from '@/lib/findings/run-findings.ts';

/** What could not be looked for, and which probe would decide. */
export function UnseenList({ unseen }: Pick<RunFindings, 'unseen'>) {
  if (unseen.length === 0) return null;
  return (
    <details className="border-border border-t px-4 py-2 text-sm">
      <summary className="cursor-pointer text-muted">
        <SearchCheck aria-hidden className="mr-1 inline size-3.5" />
        {unseen.length === 1 ? 'One thing' : `${unseen.length} things`} could not be looked for
      </summary>
      <ul className="mt-1 flex list-disc flex-col gap-0.5 pl-5 text-muted">
        {unseen.map(({ what, decidedBy }) => (
          <li key={what}>
            <span className="text-text">{what}</span>: {decidedBy} would decide.
          </li>
        ))}
      </ul>
    </details>
  );
}
