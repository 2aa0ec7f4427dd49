import type { RefObject } from 'react';
import type { FileIssue } from '@/lib/plan-file/plan-file.ts';
import { selectLine } from './select-line.ts';

/** All that is wrong with the text of a plan file; a press goes to the line. */
export function FileIssues({
  issues,
  area,
}: {
  issues: FileIssue[];
  area: RefObject<HTMLTextAreaElement | null>;
}) {
  if (issues.length === 0) return null;
  return (
    <div role="alert" className="rounded-md border border-fail/40 bg-fail/10 px-3 py-2 text-sm">
      <p className="font-medium text-fail">
        {issues.length === 1 ? 'One thing is wrong' : `${issues.length} things are wrong`}
      </p>
      <ul className="mt-1 flex max-h-48 flex-col gap-1 overflow-y-auto">
        {issues.map(({ path, message, line }) => (
          <li key={`${line} ${path} ${message}`} className="break-words">
            {line ? (
              <button
                type="button"
                className="mr-1.5 text-accent tabular-nums underline underline-offset-2"
                onClick={() => area.current && selectLine(area.current, line)}
              >
                line {line}
              </button>
            ) : null}
            {path ? <code className="mr-1.5 text-xs">{path}</code> : null}
            {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
