'use client';

import { Eye, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useFetchPlanVersion, useSavePlanVersion } from '@/components/api/plans.ts';
import { AlertDialog } from '@/components/ui/alert-dialog.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import { toast, toastError } from '@/components/ui/toast.tsx';
import type { PlanDetail } from '@/lib/api/contract.ts';
import { VersionDialog } from './version-dialog.tsx';

type Version = PlanDetail['versions'][number];

/** Every version that was saved. Old ones never change; restoring one makes a new version of it. */
export function VersionsTab({
  plan,
  dirty,
  onRestored,
}: {
  plan: PlanDetail;
  dirty: boolean;
  /** The newest version is now another one: unsaved changes give way to it. */
  onRestored: (document: PlanDetail['version']['document'], version: number) => void;
}) {
  const [viewed, setViewed] = useState<Version | null>(null);
  const [toRestore, setToRestore] = useState<Version | null>(null);
  const fetchVersion = useFetchPlanVersion(plan.id);
  const save = useSavePlanVersion(plan.id);
  const restore = async (version: Version) => {
    try {
      const { version: old } = await fetchVersion(version.id);
      const saved = await save.mutateAsync({ document: old.document });
      onRestored(old.document, saved.versionNumber);
      toast.success(`Version ${version.number} is back, as version ${saved.versionNumber}`);
    } catch (error) {
      toastError(`Version ${version.number} was not restored`, error);
      throw error;
    }
  };
  return (
    <Card>
      <CardHeader title="Versions" hint="Saving makes a new one; runs keep the version they executed." />
      <Table label="Versions">
        <TableHead>
          <TableRow>
            <TableHeader>Version</TableHeader>
            <TableHeader>Saved</TableHeader>
            <TableHeader>
              <span className="sr-only">Actions</span>
            </TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {plan.versions.map((version, index) => (
            <TableRow key={version.id}>
              <TableCell className="font-medium tabular-nums">
                <span className="flex items-center gap-2">
                  {version.number}
                  {index === 0 ? <Badge>newest</Badge> : null}
                </span>
              </TableCell>
              <TableCell>
                <TimeStamp iso={version.createdAt} />
              </TableCell>
              <TableCell>
                <div className="flex justify-end gap-1">
                  <Button size="sm" variant="ghost" onClick={() => setViewed(version)}>
                    <Eye aria-hidden />
                    View<span className="sr-only"> version {version.number}</span>
                  </Button>
                  {index === 0 ? null : (
                    <Button
                      size="sm"
                      variant="ghost"
                      busy={save.isPending}
                      // What went wrong is told by a toast.
                      onClick={() => (dirty ? setToRestore(version) : restore(version).catch(() => {}))}
                    >
                      <RotateCcw aria-hidden />
                      Restore<span className="sr-only"> version {version.number}</span>
                    </Button>
                  )}
                </div>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {viewed ? (
        <VersionDialog
          planId={plan.id}
          version={viewed}
          versions={plan.versions}
          onClose={() => setViewed(null)}
        />
      ) : null}
      <AlertDialog
        open={toRestore !== null}
        onOpenChange={(open) => !open && setToRestore(null)}
        title={`Restore version ${toRestore?.number}?`}
        description="There are unsaved changes; they would be lost. Save them first if you want to keep them."
        confirm="Discard them and restore"
        onConfirm={() => toRestore && restore(toRestore)}
      />
    </Card>
  );
}
