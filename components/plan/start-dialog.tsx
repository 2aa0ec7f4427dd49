'use client';

import Link from 'next/link';
import { type ReactNode, useId } from 'react';
import { useEnvironments } from '@/components/api/environments.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';

/** A dialog that starts something in an environment: its form, once there is one, and what to do while there is none. */
export function StartDialog({
  open = true,
  onOpenChange,
  title,
  description,
  start,
  canStart = true,
  busy,
  needs,
  children,
}: {
  open?: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string | undefined;
  /** What the button says that sends the form. */
  start: ReactNode;
  /** False while the form lacks something that the browser does not ask for by itself. */
  canStart?: boolean;
  busy: boolean;
  /** What an environment is wanted for, a sentence. */
  needs: string;
  /** The form, which has the id that it is given. */
  children: (formId: string, environments: EnvironmentDetail[]) => ReactNode;
}) {
  const { data, isError, error, refetch } = useEnvironments();
  const formId = useId();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      footer={
        data && data.length > 0 ? (
          <>
            <Button onClick={() => onOpenChange(false)}>Cancel</Button>
            <Button type="submit" form={formId} variant="primary" busy={busy} disabled={!canStart}>
              {start}
            </Button>
          </>
        ) : undefined
      }
    >
      {isError ? (
        <ErrorState title="The environments could not be loaded" error={error} onRetry={refetch} />
      ) : data === undefined ? (
        <Loading what="Looking for environments…" />
      ) : data.length === 0 ? (
        <div className="flex flex-col items-start gap-3 text-sm">
          <p className="text-muted">{needs}</p>
          <Button asChild variant="primary">
            <Link href="/environments/new">Create an environment</Link>
          </Button>
        </div>
      ) : (
        children(formId, data)
      )}
    </Dialog>
  );
}
