'use client';

import { useTheme } from 'next-themes';
import { Toaster as Sonner, toast } from 'sonner';

/** Where toasts appear; once, in the layout. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      offset={16}
      mobileOffset={{ bottom: 72, left: 12, right: 12 }}
      toastOptions={{
        classNames: {
          toast:
            'border! border-border! bg-surface! text-text! shadow-float! rounded-lg! font-sans! text-sm!',
          description: 'text-muted!',
          actionButton: 'bg-accent! text-accent-text!',
          success: '[&_[data-icon]]:text-ok',
          error: '[&_[data-icon]]:text-fail',
        },
      }}
    />
  );
}

export { toast };

/** Says that something failed, in the words of the error. */
export function toastError(what: string, error: unknown): void {
  toast.error(what, {
    description: error instanceof Error ? error.message : String(error),
    duration: 10_000,
  });
}
