'use client';

import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './class-names.ts';

/** A small window beside its trigger, for help and quick choices. */
export function Popover({
  trigger,
  children,
  label,
  align = 'end',
  className,
}: {
  trigger: ReactNode;
  children: ReactNode;
  /** Its name for those who cannot see it. */
  label: string;
  align?: 'start' | 'center' | 'end';
  className?: string;
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          aria-label={label}
          className={cn(
            'z-50 max-h-(--radix-popover-content-available-height) w-96 max-w-[calc(100vw-1.5rem)] animate-appear overflow-y-auto rounded-lg border border-border bg-surface p-4 text-sm shadow-float outline-none',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const PopoverClose = Radix.Close;
