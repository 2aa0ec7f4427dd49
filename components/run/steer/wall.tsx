'use client';

import { Minimize2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { useKeys } from './use-keys.ts';

/** The run for a room: over everything else, large, with nothing to read twice. Escape leads back. */
export function Wall({
  title,
  onLeave,
  children,
}: {
  title: ReactNode;
  onLeave: () => void;
  children: ReactNode;
}) {
  useKeys({ Escape: onLeave });
  return (
    <section
      aria-label="Wall"
      className="fixed inset-0 z-40 flex flex-col gap-4 overflow-hidden bg-bg p-6"
      style={{ zoom: 1.25 }}
    >
      <div className="flex items-center justify-between gap-4">
        <h1 className="flex min-w-0 items-center gap-3 truncate font-semibold text-2xl">{title}</h1>
        <IconButton label="Back to the page" onClick={onLeave}>
          <Minimize2 />
        </IconButton>
      </div>
      {children}
    </section>
  );
}
