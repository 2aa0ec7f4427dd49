import { Compass } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Page } from '@/components/ui/page-header.tsx';

export default function NotFound() {
  return (
    <Page>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={Compass}
        title="There is nothing at this address"
        actions={
          <>
            <Button asChild variant="primary">
              <Link href="/plans">All plans</Link>
            </Button>
            <Button asChild>
              <Link href="/runs">All runs</Link>
            </Button>
          </>
        }
      >
        It may have been deleted, or the address was cut off on its way to you.
      </EmptyState>
    </Page>
  );
}
