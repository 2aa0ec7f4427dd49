'use client';

import { OctagonX } from 'lucide-react';
import { useState } from 'react';
import { useActiveRuns } from '@/components/api/runs.ts';
import { Button } from '@/components/ui/button.tsx';
import { KillDialog } from './kill-dialog.tsx';

/** The kill switch: there whenever a run is active. Enter twice is enough. */
export function KillSwitch({ compact = false }: { compact?: boolean }) {
  const [asking, setAsking] = useState(false);
  if (useActiveRuns().length === 0 && !asking) return null;
  return (
    <>
      <Button
        variant="danger"
        className={compact ? undefined : 'w-full max-lg:size-9 max-lg:px-0'}
        onClick={() => setAsking(true)}
      >
        <OctagonX aria-hidden />
        <span className={compact ? 'max-xs:sr-only' : 'max-lg:sr-only'}>Stop all runs</span>
      </Button>
      <KillDialog open={asking} onOpenChange={setAsking} />
    </>
  );
}
