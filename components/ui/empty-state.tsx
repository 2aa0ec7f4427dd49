import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './class-names.ts';

/** Says why there is nothing here and what to do next. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  actions,
  className,
}: {
  icon?: LucideIcon;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn('flex flex-col items-center gap-3 px-6 py-12 text-center', className)}>
      {Icon ? (
        <div className="flex size-10 items-center justify-center rounded-lg border border-border bg-surface-2">
          <Icon aria-hidden className="size-5 text-muted" />
        </div>
      ) : null}
      <div className="max-w-md">
        <p className="font-semibold text-base">{title}</p>
        {children ? <div className="mt-1 text-muted text-sm">{children}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
