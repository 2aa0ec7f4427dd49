'use client';

import { Tooltip as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';

export const TooltipProvider = Radix.Provider;

/** A word more about something that can already be understood without it. The child must take focus. */
export function Tooltip({
  text,
  children,
  side = 'top',
}: {
  text: ReactNode;
  children: ReactNode;
  side?: ComponentProps<typeof Radix.Content>['side'];
}) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-60 max-w-72 animate-appear rounded-md bg-text px-2 py-1 text-bg text-xs shadow-float"
        >
          {text}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
