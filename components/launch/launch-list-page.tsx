'use client';

import { Rocket } from 'lucide-react';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useLaunches } from '@/components/api/launches.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page, PageHeader } from '@/components/ui/page-header.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { TimeStamp } from '@/components/ui/time-stamp.tsx';
import { launchReport } from '@/lib/launch/report.ts';

/** Every rehearsal with its answer. */
export function LaunchListPage() {
  const planId = useSearchParams().get('planId') ?? undefined;
  const { data, error, refetch } = useLaunches(planId);
  return (
    <Page wide>
      <PageHeader title="Launch rehearsals">
        Whether a launch may come, and what speaks against it.
      </PageHeader>
      {error ? (
        <ErrorState title="The rehearsals could not be loaded" error={error} onRetry={refetch} />
      ) : data === undefined ? (
        <Loading what="Fetching rehearsals…" />
      ) : data.launches.length === 0 ? (
        <EmptyState
          icon={Rocket}
          title="No launch was rehearsed yet"
          actions={
            <Button asChild variant="primary">
              <Link href="/plans">Choose a plan</Link>
            </Button>
          }
        >
          Open a plan and press “Rehearse a launch”: say what peak is expected, and get a report.
        </EmptyState>
      ) : (
        <Card>
          <Table label="Launch rehearsals">
            <TableHead>
              <tr>
                <TableHeader>Rehearsal</TableHeader>
                <TableHeader>Answer</TableHeader>
                <TableHeader>Started</TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {data.launches.map((launch) => (
                <TableRow key={launch.id}>
                  <TableCell>
                    <Link href={`/launches/${launch.id}`} className="font-medium text-accent hover:underline">
                      {launch.plan.name}
                      {launch.release ? `, release ${launch.release}` : ''}
                    </Link>{' '}
                    <span className="text-muted">on {launch.environment.name}</span>
                  </TableCell>
                  <TableCell>{launchReport(launch).answer}</TableCell>
                  <TableCell className="whitespace-nowrap text-muted text-xs">
                    <TimeStamp iso={launch.createdAt} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </Card>
      )}
    </Page>
  );
}
