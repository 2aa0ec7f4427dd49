import { Play, SearchX } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';

/** Why the list is empty, and what to do about it. */
export function NoRuns({
  isFiltered,
  hasActive,
  onClear,
}: {
  isFiltered: boolean;
  hasActive: boolean;
  onClear: () => void;
}) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title="No run fits these filters"
        actions={<Button onClick={onClear}>Show all runs</Button>}
      >
        Take one of them away, or look for something else.
      </EmptyState>
    );
  }
  if (hasActive)
    return (
      <EmptyState icon={Play} title="The first run is under way">
        It is listed here once it has ended.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={Play}
      title="Nothing has run yet"
      actions={
        <Button variant="primary" asChild>
          <Link href="/plans">Choose a plan to run</Link>
        </Button>
      }
    >
      Open a plan, choose an environment and press Run. You watch it live, and it is kept here with its
      verdict and all its figures.
    </EmptyState>
  );
}
