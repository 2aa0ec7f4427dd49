'use client';

import { RotateCw, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';

/** Says what could not be done and offers another try. */
export function ErrorState({
  title,
  error,
  onRetry,
  actions,
}: {
  /** What was attempted: "The plans could not be loaded". */
  title: ReactNode;
  error?: unknown;
  onRetry?: () => unknown;
  actions?: ReactNode;
}) {
  return (
    <div role="alert">
      <EmptyState
        icon={TriangleAlert}
        title={title}
        actions={
          <>
            {onRetry ? (
              <Button onClick={() => void onRetry()}>
                <RotateCw aria-hidden />
                Try again
              </Button>
            ) : null}
            {actions}
          </>
        }
      >
        {error instanceof Error ? error.message : null}
      </EmptyState>
    </div>
  );
}
