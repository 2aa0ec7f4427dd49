import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Figure } from '@/components/ui/figure.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import type { RunDetail } from '@/lib/api/contract.ts';
import {
  addedIn,
  areOfTwoEnvironments,
  environmentComparison,
  type FigurePair,
  TIME_PART_NAMES,
  TIME_PARTS,
} from '@/lib/compare/environment-comparison.ts';
import { formatMs } from '@/lib/format/format.ts';

type Kind = Parameters<typeof Figure>[0]['kind'];

/** The same plan in two environments: what the first one hid, and where the added time goes. */
export function EnvironmentCard({ baseline, candidate }: { baseline: RunDetail; candidate: RunDetail }) {
  if (!areOfTwoEnvironments(baseline, candidate)) return null;
  const { sentence, figures, time, requests } = environmentComparison(baseline, candidate);
  return (
    <Card aria-label="Two environments">
      <CardHeader title={`What ${baseline.run.environment.name} hid`} hint={sentence} />
      <Table label="The same plan in two environments">
        <TableHead>
          <tr>
            <TableHeader>Figure</TableHeader>
            <TableHeader numeric>{baseline.run.environment.name}</TableHeader>
            <TableHeader numeric>{candidate.run.environment.name}</TableHeader>
            <TableHeader numeric>Added</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          <Row name="Throughput" kind="rate" pair={figures.requestsPerSecond} />
          <Row name="p95" kind="ms" pair={figures.p95} />
          <Row name="p99" kind="ms" pair={figures.p99} />
          <Row name="Failed" kind="percent" pair={figures.failedRate} />
          <Row name="Connections made per request" kind="percent" pair={figures.connections} />
          <Row name="Time of the mean request" kind="ms" pair={time.whole} isStrong />
          {TIME_PARTS.map((part) => (
            <Row key={part} name={TIME_PART_NAMES[part]} kind="ms" pair={time.parts[part]} isPart />
          ))}
        </TableBody>
      </Table>
      {requests.length > 0 ? (
        <details className="border-border border-t px-4 py-2 text-sm">
          <summary className="cursor-pointer text-muted">
            Request by request, what is added most first
          </summary>
          <Table label="What is added to every request">
            <TableHead>
              <tr>
                <TableHeader>Request</TableHeader>
                <TableHeader numeric>p95 before</TableHeader>
                <TableHeader numeric>p95 after</TableHeader>
                <TableHeader numeric>Added to the mean</TableHeader>
                <TableHeader>Most of it</TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {requests.map(({ name, p95, addedMs, most, mostMs }) => (
                <TableRow key={name}>
                  <TableCell className="break-words">{name}</TableCell>
                  <TableCell numeric>
                    <Figure kind="ms" value={p95.baseline} />
                  </TableCell>
                  <TableCell numeric>
                    <Figure kind="ms" value={p95.candidate} />
                  </TableCell>
                  <TableCell numeric>{signed(addedMs, 'ms')}</TableCell>
                  <TableCell className="text-muted">
                    {most === null ? '–' : `${TIME_PART_NAMES[most]}, ${formatMs(mostMs)}`}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </details>
      ) : null}
    </Card>
  );
}

function Row({
  name,
  kind,
  pair,
  isPart = false,
  isStrong = false,
}: {
  name: string;
  kind: Kind;
  pair: FigurePair;
  /** A part of the row above. */
  isPart?: boolean;
  isStrong?: boolean;
}) {
  const added = addedIn(pair);
  return (
    <TableRow>
      <TableCell className={isPart ? 'pl-8 text-muted' : isStrong ? 'font-medium' : undefined}>
        {name}
      </TableCell>
      <TableCell numeric>
        <Figure kind={kind} value={pair.baseline} />
      </TableCell>
      <TableCell numeric>
        <Figure kind={kind} value={pair.candidate} />
      </TableCell>
      <TableCell numeric className={isStrong ? 'font-medium' : undefined}>
        {added === null ? '–' : signed(added, kind)}
      </TableCell>
    </TableRow>
  );
}

function signed(value: number, kind: Kind) {
  return (
    <>
      {value > 0 ? '+' : value < 0 ? '−' : ''}
      <Figure kind={kind} value={Math.abs(value)} />
    </>
  );
}
