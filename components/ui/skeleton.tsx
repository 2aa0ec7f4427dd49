import type { ReactNode } from 'react';
import { cn } from './class-names.ts';

/** The place of something that is on its way. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('animate-pulse-soft rounded-md bg-surface-2', className)} />;
}

/** Placeholders with the sentence that says what is awaited. */
export function Loading({
  what,
  children,
  className,
}: {
  what: string;
  children?: ReactNode;
  className?: string;
}) {
  return (
    <div role="status" className={cn('flex flex-col gap-3', className)}>
      <p className="text-muted text-sm">{what}</p>
      {children ?? (
        <>
          <Skeleton className="h-10 w-full" />
          <Skeleton className="h-10 w-full" />
          <Skeleton className="h-10 w-2/3" />
        </>
      )}
    </div>
  );
}
