import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names.ts';

/** A panel with a hairline border. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return (
    <section className={cn('min-w-0 rounded-lg border border-border bg-surface', className)} {...rest} />
  );
}

/** Title of a card with what belongs beside it. */
export function CardHeader({
  title,
  hint,
  actions,
  level: Heading = 'h2',
  className,
}: {
  title: ReactNode;
  hint?: ReactNode;
  actions?: ReactNode;
  level?: 'h2' | 'h3';
  className?: string;
}) {
  return (
    <div
      className={cn('flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 pt-3 pb-2', className)}
    >
      <div className="min-w-0">
        <Heading className="font-semibold text-base">{title}</Heading>
        {hint ? <p className="text-muted text-xs">{hint}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </div>
  );
}

export function CardBody({ className, ...rest }: ComponentProps<'div'>) {
  return <div className={cn('px-4 pb-4', className)} {...rest} />;
}
