import type { ReactNode } from 'react';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';

export type BeforeAfter = {
  key: string;
  what: ReactNode;
  /** null where a run has none. */
  baseline: string | null;
  candidate: string | null;
  change: string;
};

/** What two runs had and is not judged, since whether more is better is not known. */
export function BeforeAfterTable({
  title,
  hint,
  label,
  what,
  rows,
  children,
}: {
  title: string;
  hint: string;
  label: string;
  /** What the first column has. */
  what: string;
  rows: readonly BeforeAfter[];
  /** Below the table. */
  children?: ReactNode;
}) {
  const none = <span className="text-muted">none</span>;
  return (
    <Card>
      <CardHeader title={title} hint={hint} />
      <Table label={label}>
        <TableHead>
          <TableRow>
            <TableHeader>{what}</TableHeader>
            <TableHeader numeric>Baseline</TableHeader>
            <TableHeader numeric>Candidate</TableHeader>
            <TableHeader numeric>Change</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(({ key, what: name, baseline, candidate, change }) => (
            <TableRow key={key}>
              <TableCell className="min-w-32 break-words">{name}</TableCell>
              <TableCell numeric>{baseline ?? none}</TableCell>
              <TableCell numeric className="font-medium">
                {candidate ?? none}
              </TableCell>
              <TableCell numeric className="text-muted">
                {change}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {children}
    </Card>
  );
}
