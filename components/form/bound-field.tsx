'use client';

import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Field, type FieldControl } from '@/components/ui/field.tsx';
import { useIssue } from './form-context.tsx';
import type { Path } from './path.ts';

export type FieldProps = {
  path: Path;
  label: ReactNode;
  hint?: ReactNode;
  aside?: ReactNode;
  hideLabel?: boolean;
  className?: string;
  /** One of several in a row: what is wrong is shown by `RowIssues` below them. */
  quiet?: boolean;
};

/** A field of the document: shows what is wrong at its path, and can be found by `focusField`. */
export function BoundField({
  path,
  hint,
  children,
  ...rest
}: FieldProps & { children: (control: FieldControl & { 'data-path': Path }) => ReactNode }) {
  const issue = useIssue(path);
  const warning = issue?.kind === 'warning' ? issue.message : undefined;
  return (
    <Field
      {...rest}
      error={issue?.kind === 'error' ? issue.message : undefined}
      hint={warning ? <Warning>{warning}</Warning> : hint}
    >
      {(control) => children({ ...control, 'data-path': path })}
    </Field>
  );
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <span className="flex items-start gap-1 text-warn">
      <TriangleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
      <span className="min-w-0 break-words">{children}</span>
    </span>
  );
}
