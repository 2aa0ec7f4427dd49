import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Figure } from '@/components/ui/figure.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import type { CheckFigures } from '@/lib/run/summary.ts';

const failing = ({ passed, failed }: CheckFigures) => (failed === 0 ? 0 : failed / (passed + failed));
const byHurt = (a: CheckFigures, b: CheckFigures) => failing(b) - failing(a);

/** How often each assertion held, those that fail most first. */
export function CheckList({ checks }: { checks: readonly CheckFigures[] }) {
  return (
    <Card>
      <CardHeader title="Checks" hint="Assertions on responses; they count, they do not stop a run." />
      {checks.length === 0 ? (
        <p className="px-4 pb-4 text-muted text-sm">
          No check has been made. Add a check step after a request to see whether answers are right, not only
          quick.
        </p>
      ) : (
        <Table label="Checks">
          <TableHead>
            <tr>
              <TableHeader>Check</TableHeader>
              <TableHeader numeric>Passed</TableHeader>
              <TableHeader numeric>Failed</TableHeader>
              <TableHeader numeric>Share passed</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {checks.toSorted(byHurt).map(({ name, passed, failed }) => (
              <TableRow key={name}>
                <TableCell className="break-words">{name}</TableCell>
                <TableCell numeric>
                  <Figure kind="count" value={passed} />
                </TableCell>
                <TableCell numeric>
                  <Figure
                    kind="count"
                    value={failed}
                    className={failed > 0 ? 'font-medium text-fail' : undefined}
                  />
                </TableCell>
                <TableCell numeric>
                  <Figure kind="percent" value={passed + failed === 0 ? null : passed / (passed + failed)} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}
