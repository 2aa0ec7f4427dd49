import Link from 'next/link';
import { ApiProblem } from '@/lib/api/client.ts';

/** Why a run could not be started, all reasons at once. */
export function RunProblem({ error, planId }: { error: Error; planId: string }) {
  const issues = error instanceof ApiProblem ? error.issues : [];
  const inPlan = issues.some(({ path }) => /^(scenarios|data|thresholds|variables|script)/.test(path));
  return (
    <div role="alert" className="rounded-md border border-fail/40 bg-fail/10 px-3 py-2 text-sm">
      <p className="font-medium text-fail">The run was not started</p>
      {issues.length === 0 ? (
        <p>{error.message}</p>
      ) : (
        <ul className="mt-1 flex list-disc flex-col gap-1 pl-4">
          {issues.map(({ path, message }) => (
            <li key={`${path} ${message}`} className="break-words">
              {path ? <code className="text-xs">{path}</code> : null} {message}
            </li>
          ))}
        </ul>
      )}
      {inPlan ? (
        <Link
          href={`/plans/${planId}`}
          className="mt-1 inline-block text-accent underline underline-offset-2"
        >
          Open the plan
        </Link>
      ) : null}
    </div>
  );
}
