'use client';

import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page } from '@/components/ui/page-header.tsx';

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <Page>
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState title="This page could not be shown" error={error} onRetry={reset} />
    </Page>
  );
}
