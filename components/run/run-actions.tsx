'use client';

import { Download, EllipsisVertical, GitCompareArrows, RotateCw, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import { runPath } from '@/lib/api/run-path.ts';
import type { RunView } from '@/lib/run/view.ts';
import { CompareWith } from './compare-with.tsx';
import { DeleteRun } from './delete-run.tsx';
import { PinItem } from './pin-run.tsx';
import { RunAgain } from './run-again.tsx';
import { SaveApplied } from './steer/save-applied.tsx';
import { StopRun } from './stop-run.tsx';

type Open = 'again' | 'compare' | 'delete' | null;

/** While a run is active: stop it. Afterwards: run it again, compare it, keep it, delete it. */
export function RunActions({ run, view }: { run: RunListItem; view: RunView }) {
  const router = useRouter();
  const [open, setOpen] = useState<Open>(null);
  if (view.status !== 'finished') return <StopRun run={run} status={view.status} />;
  const close = () => setOpen(null);
  return (
    <>
      <Button onClick={() => setOpen('compare')}>
        <GitCompareArrows aria-hidden />
        Compare with…
      </Button>
      <Button variant="primary" onClick={() => setOpen('again')}>
        <RotateCw aria-hidden />
        Run again…
      </Button>
      <Menu
        trigger={
          <Button size="icon" aria-label="More">
            <EllipsisVertical aria-hidden />
          </Button>
        }
      >
        <MenuItem asChild>
          <a href={`${runPath(run.id)}/summary`} download={`run-${run.id}.json`}>
            <Download aria-hidden />
            Download the summary (JSON)
          </a>
        </MenuItem>
        <MenuItem asChild>
          <a href={`${runPath(run.id)}/report`} download={`run-${run.id}.html`}>
            <Download aria-hidden />
            Download the report (HTML)
          </a>
        </MenuItem>
        <MenuItem asChild>
          <a href={`${runPath(run.id)}/record`} download={`run-${run.id}.rehearsal`}>
            <Download aria-hidden />
            Download the whole run
          </a>
        </MenuItem>
        <SaveApplied runId={run.id} />
        <PinItem run={run} />
        <MenuSeparator />
        <MenuItem tone="danger" onSelect={() => setOpen('delete')}>
          <Trash2 aria-hidden />
          Delete this run…
        </MenuItem>
      </Menu>
      {open === 'again' ? <RunAgain run={run} onClose={close} /> : null}
      {open === 'compare' ? <CompareWith run={run} onClose={close} /> : null}
      {open === 'delete' ? (
        <DeleteRun run={run} onClose={close} onDeleted={() => router.push('/runs')} />
      ) : null}
    </>
  );
}
