'use client';

import { DropdownMenu as Radix } from 'radix-ui';
import { type ComponentProps, createContext, type ReactNode, useContext, useRef } from 'react';
import { cn } from './class-names.ts';

/** Takes what was chosen, to be done once the menu is closed and its trigger has the cursor again. */
const Chosen = createContext<(action: () => void) => void>((action) => action());

/** A list of things to do, opened by its trigger (one button). */
export function Menu({
  trigger,
  children,
  align = 'end',
  className,
}: {
  trigger: ReactNode;
  children: ReactNode;
  align?: 'start' | 'center' | 'end';
  className?: string;
}) {
  const chosen = useRef<(() => void) | undefined>(undefined);
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={() => {
            const action = chosen.current;
            chosen.current = undefined;
            if (action) queueMicrotask(action);
          }}
          className={cn(
            'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 animate-appear overflow-y-auto rounded-lg border border-border bg-surface p-1 shadow-float',
            className,
          )}
        >
          <Chosen value={(action) => (chosen.current = action)}>{children}</Chosen>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/**
 * One thing to do. It is done when the menu is closed: what it opens gives the cursor back to the menu's button, and what
 * puts the cursor elsewhere keeps it there.
 */
export function MenuItem({
  className,
  tone,
  onSelect,
  ...rest
}: Omit<ComponentProps<typeof Radix.Item>, 'onSelect'> & { tone?: 'danger'; onSelect?: () => void }) {
  const choose = useContext(Chosen);
  return (
    <Radix.Item
      onSelect={onSelect && (() => choose(onSelect))}
      className={cn(
        'flex select-none items-center gap-2 rounded-md px-2 py-1.5 text-sm outline-none data-disabled:opacity-50 data-highlighted:bg-surface-2 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted',
        tone === 'danger' && 'text-fail [&_svg]:text-fail',
        className,
      )}
      {...rest}
    />
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-border" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 font-medium text-muted text-xs">{children}</Radix.Label>;
}
