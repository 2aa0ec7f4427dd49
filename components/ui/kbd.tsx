import type { ReactNode } from 'react';

/** A key to press. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-sm border border-border bg-surface-2 px-1 py-px text-[0.6875rem] text-muted leading-4">
      {children}
    </kbd>
  );
}
