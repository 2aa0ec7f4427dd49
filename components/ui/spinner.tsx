import { LoaderCircle } from 'lucide-react';
import { cn } from './class-names.ts';

/** Turns while something is awaited. `label` says what; leave it out where the text beside it does. */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  return (
    <>
      <LoaderCircle aria-hidden className={cn('size-4 animate-spin text-muted', className)} />
      {label ? <span className="sr-only">{label}</span> : null}
    </>
  );
}
