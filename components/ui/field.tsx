'use client';

import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { cn } from './class-names.ts';

/** What `Field` hands to its control, so that label, hint and error belong to it. */
export type FieldControl = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

/** A labelled control: `<Field label="Name" error={…}>{(control) => <Input {...control} />}</Field>`. */
export function Field({
  label,
  hint,
  error,
  aside,
  hideLabel,
  quiet,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** At the right end of the label's line. */
  aside?: ReactNode;
  /** The label is there for those who cannot see the table around it. */
  hideLabel?: boolean;
  /** The error is shown elsewhere, and here only for those who cannot see that. */
  quiet?: boolean;
  className?: string;
  children: (control: FieldControl) => ReactNode;
}) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className={cn('flex min-w-0 flex-col gap-1', className)}>
      <div className={cn('flex items-baseline justify-between gap-2', hideLabel && !aside && 'sr-only')}>
        <label htmlFor={id} className={cn('font-medium text-sm', hideLabel && 'sr-only')}>
          {label}
        </label>
        {aside}
      </div>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {error ? (
        <FieldError id={`${id}-error`} className={quiet ? 'sr-only' : undefined}>
          {error}
        </FieldError>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-muted text-xs">
          {hint}
        </p>
      ) : null}
    </div>
  );
}

/** What is wrong with a field and what to write instead. */
export function FieldError({
  id,
  className,
  children,
}: {
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <p id={id} className={cn('flex items-start gap-1 text-fail text-xs', className)}>
      <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
      <span className="min-w-0 break-words">{children}</span>
    </p>
  );
}
