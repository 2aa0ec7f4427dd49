import Link from 'next/link';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import type { RunSet, RunSetEstimates, RunSetKind } from '@/lib/api/run-sets.ts';
import { answersOf, type Margins } from '@/lib/judge/answers.ts';
import { judgementSentence } from '@/lib/judge/judgement-sentence.ts';
import { compareAddress } from '../compare-address.ts';
import { JudgedCell } from '../judged-cell.tsx';

const HEADINGS: Record<RunSetKind, { title: string; hint: string }> = {
  ab: {
    title: 'Pair by pair',
    hint: 'p95 of all requests together; by how much more pairs differ than each could by chance is in the answer above.',
  },
  aa: {
    title: 'Each run beside the first',
    hint: 'Before what they differ by is known as noise: equal runs that are called worse or better here are why it has to be measured.',
  },
};

/** Each pair for itself: whether they agree. */
export function PairList({
  kind,
  pairs,
  runs,
  margins,
}: {
  kind: RunSetKind;
  pairs: RunSetEstimates['pairs'];
  runs: RunSet['runs'];
  margins: Margins;
}) {
  const positionOf = (id: string) => runs.find(({ run }) => run.id === id)?.position ?? 0;
  return (
    <Card>
      <CardHeader {...HEADINGS[kind]} />
      <Table label="Pairs">
        <TableHead>
          <tr>
            <TableHeader>Runs</TableHeader>
            <TableHeader numeric>p95 of all requests</TableHeader>
            <TableHeader>In words</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {pairs.map(({ baseline, candidate, estimates }) => {
            const judged = answersOf(estimates, margins);
            return (
              <TableRow key={baseline}>
                <TableCell className="whitespace-nowrap align-top">
                  <Link
                    href={compareAddress({ baseline, candidates: [candidate] })}
                    className="font-medium hover:underline"
                  >
                    {positionOf(baseline)} and {positionOf(candidate)}
                  </Link>
                </TableCell>
                <JudgedCell judged={judged.total.judged.p95} />
                <TableCell className="min-w-56 align-top text-muted">{judgementSentence(judged)}</TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Card>
  );
}
