import { Badge, type BadgeTone } from '@/components/ui/badge.tsx';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Figure } from '@/components/ui/figure.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import type { CapacityReport, SearchStep } from '@/lib/capacity/report.ts';
import { loadNumber, OUTCOMES, PURPOSES } from '@/lib/capacity/words.ts';
import { formatDurationClock } from '@/lib/format/format.ts';

const TONES: Record<SearchStep['outcome'], BadgeTone> = {
  holds: 'ok',
  broken: 'fail',
  open: 'neutral',
  limited: 'invalid',
};

/** Every load that was tried, in the order of time. */
export function StepTable({ report: { steps, unit, leftOut } }: { report: CapacityReport }) {
  return (
    <Card>
      <CardHeader
        title="Steps"
        hint={
          leftOut.length > 0
            ? `Not looked at, since it means a whole run: ${leftOut.join(', ')}`
            : 'What was tried, what was measured after it had settled, and what follows.'
        }
      />
      <Table label="Steps of the search">
        <TableHead>
          <tr>
            <TableHeader>At</TableHeader>
            <TableHeader numeric>{unit === 'users' ? 'Users' : 'Iterations/s'}</TableHeader>
            <TableHeader>Outcome</TableHeader>
            <TableHeader numeric>Requests</TableHeader>
            <TableHeader numeric>p50</TableHeader>
            <TableHeader numeric>p95</TableHeader>
            <TableHeader numeric>p99</TableHeader>
            <TableHeader numeric>Failed</TableHeader>
            <TableHeader numeric>Measured</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {steps.map((step) => (
            <TableRow key={step.from}>
              <TableCell className="tabular-nums">{formatDurationClock(step.from)}</TableCell>
              <TableCell numeric className="font-medium">
                {loadNumber(step.load)}
              </TableCell>
              <TableCell className="min-w-56">
                <Badge tone={TONES[step.outcome]}>{OUTCOMES[step.outcome]}</Badge>{' '}
                <span className="text-muted text-xs">
                  {PURPOSES[step.purpose]}: {step.why}
                </span>
              </TableCell>
              <TableCell numeric>
                <Figure kind="rate" value={step.requestsPerSecond} />
              </TableCell>
              <TableCell numeric>
                <Figure kind="ms" value={step.p50} />
              </TableCell>
              <TableCell numeric>
                <Figure kind="ms" value={step.p95} />
              </TableCell>
              <TableCell numeric>
                <Figure kind="ms" value={step.p99} />
              </TableCell>
              <TableCell numeric>
                <Figure kind="percent" value={step.failedRate} />
              </TableCell>
              <TableCell numeric>{step.seconds} s</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
