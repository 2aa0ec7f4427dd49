import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';
import { Spinner } from './spinner.tsx';

export const buttonStyle = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary: 'bg-accent text-accent-text hover:bg-accent/90',
        secondary: 'border border-border bg-surface text-text shadow-lift hover:bg-surface-2',
        ghost: 'text-muted hover:bg-surface-2 hover:text-text',
        danger: 'bg-fail text-accent-text hover:bg-fail/90',
        'danger-quiet': 'border border-fail/40 bg-surface text-fail hover:bg-fail/10',
        link: 'h-auto! px-0! text-accent underline-offset-4 hover:underline',
      },
      size: {
        sm: 'h-7 px-2 text-sm',
        md: 'h-8 px-3 text-sm',
        lg: 'h-10 px-4 text-base',
        icon: 'size-8',
        'icon-sm': 'size-7',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
);

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyle> & {
    /** Renders the only child with the looks of a button: for links. */
    asChild?: boolean;
    /** Shows that the press is being worked on, and ignores further ones. */
    busy?: boolean;
  };

/** A press does something here; for going elsewhere put a link inside and say `asChild`. */
export function Button({
  variant,
  size,
  asChild,
  busy,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  const style = cn(buttonStyle({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={style} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      className={style}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {busy ? <Spinner className="text-current" /> : null}
      {children}
    </button>
  );
}
