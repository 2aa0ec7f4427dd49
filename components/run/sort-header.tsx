import { ArrowDown, ArrowUp } from 'lucide-react';
import { cn } from '@/components/ui/class-names.ts';
import { TableHeader } from '@/components/ui/table.tsx';
import type { Sorting } from './request-columns.ts';

/** The head of a column that sorts the table when pressed, and turns it round when pressed again. */
export function SortHeader({
  id,
  label,
  meaning,
  numeric = false,
  isSecondary,
  sorting,
  onSort,
  firstDescending,
}: {
  id: string;
  label: string;
  meaning?: string;
  numeric?: boolean;
  isSecondary?: boolean;
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  firstDescending: boolean;
}) {
  const isSorted = sorting.column === id;
  const Arrow = sorting.descending ? ArrowDown : ArrowUp;
  return (
    <TableHeader
      numeric={numeric}
      className={isSecondary ? 'max-sm:hidden' : undefined}
      title={meaning}
      aria-sort={isSorted ? (sorting.descending ? 'descending' : 'ascending') : undefined}
    >
      <button
        type="button"
        className={cn(
          'inline-flex items-center gap-1 rounded-sm hover:text-text',
          numeric && 'flex-row-reverse',
          isSorted && 'text-text',
        )}
        onClick={() => onSort({ column: id, descending: isSorted ? !sorting.descending : firstDescending })}
      >
        {label}
        <Arrow aria-hidden className={cn('size-3', !isSorted && 'opacity-0')} />
      </button>
    </TableHeader>
  );
}
