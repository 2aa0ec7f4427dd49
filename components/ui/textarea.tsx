import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';
import { fieldStyle } from './input.tsx';

/** Several lines of text; grows with what is typed where the browser can. `mono` for code. */
export function Textarea({ className, mono, ...rest }: ComponentProps<'textarea'> & { mono?: boolean }) {
  return (
    <textarea
      autoComplete="off"
      spellCheck={mono ? false : undefined}
      className={cn(
        fieldStyle,
        'field-sizing-content min-h-18 px-2.5 py-1.5',
        mono && 'font-mono',
        className,
      )}
      {...rest}
    />
  );
}
