'use client';

import {
  ArchiveRestore,
  ChartLine,
  Copy,
  Download,
  Ellipsis,
  FileCode,
  Layers,
  Shuffle,
  Trash2,
} from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useDeletePlan, useDuplicatePlan } from '@/components/api/plans.ts';
import { SetDialog } from '@/components/compare/sets/set-dialog.tsx';
import { KeepRunsDialog } from '@/components/retention/keep-runs-dialog.tsx';
import { AlertDialog } from '@/components/ui/alert-dialog.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu.tsx';
import { toast, toastError } from '@/components/ui/toast.tsx';
import { forgetDraft } from '../document/draft-storage.ts';

/** What else can be done with a plan. `onDeleted` leaves a page that is about it. */
export function PlanMenu({
  plan,
  hasScript = false,
  onDeleted,
}: {
  plan: { id: string; name: string };
  /** Whether the plan is known to have a script. */
  hasScript?: boolean;
  onDeleted?: () => void;
}) {
  const router = useRouter();
  const duplicate = useDuplicatePlan();
  const remove = useDeletePlan();
  const [asking, setAsking] = useState(false);
  const [keeping, setKeeping] = useState(false);
  const [set, setSet] = useState<'ab' | 'environments' | null>(null);
  return (
    <>
      <Menu
        trigger={
          <IconButton label={`More about ${plan.name}`}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <MenuItem
          onSelect={() =>
            duplicate.mutate(plan.id, {
              onSuccess: ({ id }) => router.push(`/plans/${id}`),
              onError: (error) => toastError('The plan was not duplicated', error),
            })
          }
        >
          <Copy aria-hidden />
          Duplicate
        </MenuItem>
        {hasScript ? (
          <MenuItem asChild>
            <a href={`/api/plans/${plan.id}/script`} download>
              <FileCode aria-hidden />
              Download the script
            </a>
          </MenuItem>
        ) : null}
        <MenuItem asChild>
          <a href={`/api/plans/${plan.id}/file`} download>
            <Download aria-hidden />
            Download as YAML
          </a>
        </MenuItem>
        <MenuItem onSelect={() => setKeeping(true)}>
          <ArchiveRestore aria-hidden />
          Keep runs…
        </MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => setSet('ab')}>
          <Shuffle aria-hidden />
          Two releases in alternation…
        </MenuItem>
        <MenuItem onSelect={() => setSet('environments')}>
          <Layers aria-hidden />
          One release in two environments…
        </MenuItem>
        <MenuItem asChild>
          <Link href={`/compare/trends?plan=${encodeURIComponent(plan.id)}`}>
            <ChartLine aria-hidden />
            Trends over releases
          </Link>
        </MenuItem>
        <MenuSeparator />
        <MenuItem tone="danger" onSelect={() => setAsking(true)}>
          <Trash2 aria-hidden />
          Delete…
        </MenuItem>
      </Menu>
      {keeping ? <KeepRunsDialog plan={plan} onClose={() => setKeeping(false)} /> : null}
      {set ? <SetDialog plan={plan} kind={set} onClose={() => setSet(null)} /> : null}
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete “${plan.name}”?`}
        description="The plan leaves the list. Its runs and their figures stay; with the last of them it is gone."
        word="delete"
        confirm="Delete the plan"
        onConfirm={async () => {
          try {
            await remove.mutateAsync(plan.id);
          } catch (error) {
            toastError('The plan was not deleted', error);
            throw error;
          }
          forgetDraft(localStorage, plan.id);
          toast.success(`“${plan.name}” was deleted`);
          onDeleted?.();
        }}
      />
    </>
  );
}
