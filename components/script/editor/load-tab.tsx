'use client';

import { Gauge } from 'lucide-react';
import { useMemo } from 'react';
import { drawable } from '@/components/plan/curve/drawable.ts';
import { LoadCurves } from '@/components/plan/curve/load-curves.tsx';
import { LoadTable } from '@/components/plan/curve/load-table.tsx';
import { executorWords, planWords } from '@/components/plan/curve/load-words.ts';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import type { ScriptReading } from '@/lib/api/contract.ts';

/** What the options of the script ask for. It is changed in the script itself. */
export function LoadTab({ asks }: { asks: ScriptReading['asks'] }) {
  const drawn = useMemo(() => drawable(asks?.scenarios ?? []).scenarios, [asks]);
  if (!asks)
    return (
      <Card>
        <EmptyState icon={Gauge} title="The script says nothing yet">
          Mend what is wrong with it first: its load and its thresholds are read from its options.
        </EmptyState>
      </Card>
    );
  return (
    <div className="flex flex-col gap-4">
      <Card>
        <CardHeader title={planWords(drawn)} hint="As the options of the script say; change them there." />
        <CardBody className="flex flex-col gap-2">
          <LoadCurves scenarios={drawn} height={170} />
          <LoadTable scenarios={drawn} />
        </CardBody>
        <Table label="Scenarios">
          <TableHead>
            <TableRow>
              <TableHeader>Scenario</TableHeader>
              <TableHeader>Load</TableHeader>
              <TableHeader>Runs</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {asks.scenarios.map(({ name, executor, script }) => (
              <TableRow key={name}>
                <TableCell className="break-words font-medium">{name}</TableCell>
                <TableCell>{executorWords(executor)}</TableCell>
                <TableCell className="font-mono text-xs">{script?.exec}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
      <Card>
        <CardHeader title="Thresholds" hint="What must hold for a run to pass." />
        {asks.thresholds.length === 0 ? (
          <p className="px-4 pb-4 text-muted text-sm">
            The options of the script have no <code>thresholds</code>, so its runs cannot fail.
          </p>
        ) : (
          <Table label="Thresholds">
            <TableHead>
              <TableRow>
                <TableHeader>Metric</TableHeader>
                <TableHeader>Rule</TableHeader>
                <TableHeader>Aborts</TableHeader>
              </TableRow>
            </TableHead>
            <TableBody>
              {asks.thresholds.map(({ metric, rule, abortOnFail }) => (
                <TableRow key={`${metric} ${rule}`}>
                  <TableCell className="break-words font-mono text-xs">{metric}</TableCell>
                  <TableCell className="font-mono text-xs">{rule}</TableCell>
                  <TableCell>{abortOnFail ? 'yes' : 'no'}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
    </div>
  );
}
