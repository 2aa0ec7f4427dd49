import type { ComponentProps } from 'react';
import { cn } from './class-names.ts';

/** A table that scrolls sideways in its own frame when there is no room. `label` names it and the scrolling region. */
export function Table({ className, label, ...rest }: ComponentProps<'table'> & { label: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable without a mouse
      tabIndex={0}
      className="relative w-full overflow-x-auto focus-visible:-outline-offset-2"
    >
      <table className={cn('w-full border-collapse text-sm', className)} aria-label={label} {...rest} />
    </section>
  );
}

export function TableHead(props: ComponentProps<'thead'>) {
  return <thead {...props} />;
}

export function TableBody(props: ComponentProps<'tbody'>) {
  return <tbody {...props} />;
}

export function TableRow({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr className={cn('border-border border-b last:border-b-0', className)} {...rest} />;
}

/** A row that can be pressed or links somewhere: shows it under the pointer. */
export const rowHover = 'transition-colors hover:bg-surface-2/60';

type CellProps = {
  /** For figures: at the right, digits of equal width. */
  numeric?: boolean;
};

export function TableHeader({ className, numeric, ...rest }: ComponentProps<'th'> & CellProps) {
  return (
    <th
      scope="col"
      className={cn(
        'h-8 whitespace-nowrap border-border border-b px-3 text-left font-medium text-muted text-xs first:pl-4 last:pr-4',
        numeric && 'text-right',
        className,
      )}
      {...rest}
    />
  );
}

export function TableCell({ className, numeric, ...rest }: ComponentProps<'td'> & CellProps) {
  return (
    <td
      className={cn(
        'h-10 px-3 py-1.5 first:pl-4 last:pr-4',
        numeric && 'whitespace-nowrap text-right tabular-nums',
        className,
      )}
      {...rest}
    />
  );
}
