import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';

export const badgeStyle = cva(
  'inline-flex h-5 w-fit shrink-0 items-center gap-1 whitespace-nowrap rounded-sm px-1.5 font-medium text-xs [&_svg]:size-3.5',
  {
    variants: {
      tone: {
        neutral: 'bg-surface-2 text-muted ring-1 ring-border ring-inset',
        accent: 'bg-accent/10 text-accent',
        ok: 'bg-ok/10 text-ok',
        fail: 'bg-fail/10 text-fail',
        warn: 'bg-warn/10 text-warn',
        abort: 'bg-abort/10 text-abort',
        invalid: 'bg-invalid/10 text-invalid',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
);

export type BadgeTone = NonNullable<VariantProps<typeof badgeStyle>['tone']>;

export function Badge({ tone, className, ...rest }: ComponentProps<'span'> & { tone?: BadgeTone }) {
  return <span className={cn(badgeStyle({ tone }), className)} {...rest} />;
}
