import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';

export const fieldStyle =
  'w-full min-w-0 rounded-md border border-border-strong/60 bg-surface text-sm text-text shadow-lift transition-colors hover:border-border-strong focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 disabled:bg-surface-2 disabled:text-muted aria-invalid:border-fail aria-invalid:outline-fail';

/** One line of text. `mono` for code, addresses and expressions. */
export function Input({ className, mono, ...rest }: ComponentProps<'input'> & { mono?: boolean }) {
  return (
    <input
      autoComplete="off"
      spellCheck={mono ? false : undefined}
      className={cn(fieldStyle, 'h-8 px-2.5', mono && 'font-mono', className)}
      {...rest}
    />
  );
}
