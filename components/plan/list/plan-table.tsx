'use client';

import { Play } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import {
  rowHover,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import { VerdictBadge } from '@/components/ui/verdict-badge.tsx';
import type { PlanListItem } from '@/lib/api/contract.ts';
import { PlanMenu } from './plan-menu.tsx';
import { useHasDraft } from './use-has-draft.ts';

type OnRun = (plan: { id: string; name: string }) => void;

export function PlanTable({ plans, onRun }: { plans: PlanListItem[]; onRun: OnRun }) {
  return (
    <Table label="Plans">
      <TableHead>
        <TableRow>
          <TableHeader>Name</TableHeader>
          <TableHeader className="max-md:hidden">Scenarios</TableHeader>
          <TableHeader className="max-sm:hidden">Last run</TableHeader>
          <TableHeader className="max-lg:hidden">Changed</TableHeader>
          <TableHeader>
            <span className="sr-only">Actions</span>
          </TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {plans.map((plan) => (
          <PlanRow key={plan.id} plan={plan} onRun={onRun} />
        ))}
      </TableBody>
    </Table>
  );
}

function PlanRow({ plan, onRun }: { plan: PlanListItem; onRun: OnRun }) {
  const hasDraft = useHasDraft(plan.id);
  return (
    <TableRow className={rowHover}>
      <TableCell className="w-full max-w-0">
        <div className="flex items-center gap-2">
          <Link href={`/plans/${plan.id}`} className="truncate font-medium hover:underline">
            {plan.name}
          </Link>
          {plan.isScript ? (
            <Badge className="shrink-0" title="A k6 script: its load is what its options say">
              k6 script
            </Badge>
          ) : null}
          {hasDraft ? <Badge tone="warn">unsaved changes</Badge> : null}
        </div>
        {plan.description ? <p className="truncate text-muted text-xs">{plan.description}</p> : null}
        <div className="pt-1 sm:hidden">
          <LastRun run={plan.lastRun} />
        </div>
      </TableCell>
      <TableCell className="max-w-64 max-md:hidden">
        <span className="block truncate text-muted" title={plan.scenarios.join(', ')}>
          {plan.scenarios.join(', ')}
        </span>
      </TableCell>
      <TableCell className="whitespace-nowrap max-sm:hidden">
        <LastRun run={plan.lastRun} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-muted max-lg:hidden">
        <TimeStamp iso={plan.updatedAt} ago /> · v{plan.versionNumber}
      </TableCell>
      <TableCell>
        <div className="flex justify-end gap-1">
          <Button
            size="sm"
            onClick={() => onRun({ id: plan.id, name: plan.name })}
            aria-label={`Run ${plan.name}`}
          >
            <Play aria-hidden />
            <span className="max-sm:sr-only">Run</span>
          </Button>
          <PlanMenu plan={plan} />
        </div>
      </TableCell>
    </TableRow>
  );
}

function LastRun({ run }: { run: PlanListItem['lastRun'] }) {
  if (!run) return <span className="text-muted max-sm:text-xs">never run</span>;
  return (
    <Link href={`/runs/${run.id}`} className="flex items-center gap-2 hover:underline">
      <VerdictBadge verdict={run.verdict} status={run.status} />
      <TimeStamp iso={run.createdAt} ago className="text-muted text-xs" />
    </Link>
  );
}
