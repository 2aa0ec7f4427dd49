'use client';

import { ChevronDown, CircleAlert, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useIssues } from '@/components/form/form-context.tsx';
import type { FormIssue } from '@/components/form/form-issue.ts';
import { cn } from '@/components/ui/class-names.ts';
import { placeWords } from '../document/place-words.ts';
import type { PlanDraft } from '../document/plan-draft.ts';
import { useEditor } from './editor-view.tsx';

/** All that is wrong with the plan in one list; a press goes to the field. */
export function IssueSummary({ plan }: { plan: PlanDraft }) {
  const issues = useIssues();
  const errors = issues.filter(({ kind }) => kind === 'error');
  const warnings = issues.filter(({ kind }) => kind === 'warning');
  return (
    <>
      <IssueList
        kind="error"
        issues={errors}
        plan={plan}
        title={
          errors.length === 1
            ? 'One thing must be mended before saving'
            : `${errors.length} things must be mended before saving`
        }
      />
      <IssueList
        kind="warning"
        issues={warnings}
        plan={plan}
        title={
          warnings.length === 1
            ? 'One placeholder has no value in any environment: a run would not start'
            : `${warnings.length} placeholders have no value in any environment: a run would not start`
        }
      />
    </>
  );
}

const LOOKS = {
  error: { Icon: CircleAlert, box: 'border-fail/40 bg-fail/10', text: 'text-fail' },
  warning: { Icon: TriangleAlert, box: 'border-warn/40 bg-warn/10', text: 'text-warn' },
};

function IssueList({
  kind,
  issues,
  plan,
  title,
}: {
  kind: FormIssue['kind'];
  issues: FormIssue[];
  plan: PlanDraft;
  title: string;
}) {
  const { reveal } = useEditor();
  const [open, setOpen] = useState(false);
  if (issues.length === 0) return null;
  const { Icon, box, text } = LOOKS[kind];
  return (
    <section aria-label={title} className={cn('rounded-lg border px-3 py-2 text-sm', box)}>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className={cn('flex w-full items-center gap-2 rounded-sm text-left font-medium', text)}
      >
        <Icon aria-hidden className="size-4 shrink-0" />
        <span className="flex-1">{title}</span>
        <ChevronDown aria-hidden className={cn('size-4 transition-transform', open && 'rotate-180')} />
      </button>
      {open ? (
        <ul className="mt-2 flex max-h-60 flex-col gap-1 overflow-y-auto pl-6">
          {issues.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              <button
                type="button"
                className="rounded-sm text-left hover:underline"
                onClick={() => reveal(path)}
              >
                <span className="font-medium">{placeWords(plan, path)}</span>{' '}
                <span className="break-words">{message}</span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
