'use client';

import { FieldError } from '@/components/ui/field.tsx';
import { useIssues } from './form-context.tsx';
import { isIn, type Path } from './path.ts';

/** What is wrong in a row of `quiet` fields, below the row: there is more room than below each of them. */
export function RowIssues({ path }: { path: Path }) {
  const own = useIssues().filter((issue) => issue.kind === 'error' && isIn(issue.path, path));
  if (own.length === 0) return null;
  return (
    // Each field says its own to those who cannot see this.
    <div aria-hidden className="pt-1">
      {own.map((issue) => (
        <FieldError key={issue.path}>{issue.message}</FieldError>
      ))}
    </div>
  );
}
