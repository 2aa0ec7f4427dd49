'use client';

import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ReactNode, useRef } from 'react';
import { cn } from './class-names.ts';
import { IconButton } from './icon-button.tsx';

export const overlayStyle = 'fixed inset-0 z-40 animate-appear bg-overlay';
export const panelStyle =
  'fixed top-[8vh] left-1/2 z-50 flex max-h-[84vh] w-[calc(100vw-1.5rem)] -translate-x-1/2 animate-appear flex-col rounded-xl border border-border bg-surface shadow-float outline-none';

/** While the content is on its way there is no field to begin with; the window itself takes the cursor then. */
const FIELDS = 'a[href], button, input, select, textarea';

const WIDTHS = { sm: 'max-w-md', md: 'max-w-xl', lg: 'max-w-3xl', xl: 'max-w-5xl' };

/** A window over the page. Escape, the cross and a press outside close it. `footer` holds its buttons. */
export function Dialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  footer,
  width = 'md',
  children,
}: {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactNode;
  title: ReactNode;
  description?: ReactNode;
  footer?: ReactNode;
  width?: keyof typeof WIDTHS;
  children: ReactNode;
}) {
  const panel = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content
          ref={panel}
          className={cn(panelStyle, WIDTHS[width])}
          onOpenAutoFocus={(event) => {
            if (body.current?.querySelector(FIELDS)) return;
            event.preventDefault();
            panel.current?.focus();
          }}
          {...(description ? {} : { 'aria-describedby': undefined })}
        >
          <div className="px-5 pt-4 pr-14 pb-3">
            <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
            {description ? (
              <Radix.Description className="mt-0.5 text-muted text-sm">{description}</Radix.Description>
            ) : null}
          </div>
          <div ref={body} className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">
            {children}
          </div>
          {footer ? (
            <div className="flex flex-wrap justify-end gap-2 border-border border-t bg-surface-2/50 px-5 py-3 rounded-b-xl">
              {footer}
            </div>
          ) : null}
          {/* Last, so that what opens has the first field under the cursor and not the way out. */}
          <Radix.Close asChild>
            <IconButton label="Close" className="absolute top-3.5 right-4">
              <X />
            </IconButton>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const DialogClose = Radix.Close;
