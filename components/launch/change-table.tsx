import { Badge, type BadgeTone } from '@/components/ui/badge.tsx';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import type { LaunchDetail } from '@/lib/api/launches.ts';
import { CHANGE_WORDS, type FindingChange, findingChanges } from '@/lib/launch/finding-changes.ts';

const TONES: Record<FindingChange['state'], BadgeTone> = {
  gone: 'ok',
  eased: 'ok',
  'still-there': 'warn',
  new: 'fail',
  'cannot-tell': 'neutral',
};

/** What became of the findings of the rehearsal before: is it gone? */
export function ChangeTable({
  launch,
  before,
}: {
  launch: LaunchDetail;
  before: NonNullable<LaunchDetail['before']>;
}) {
  const changes = findingChanges(launch, before);
  if (changes.length === 0 || launch.findings.lookedAt.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Is it gone?" hint="Every finding of this rehearsal and of the one before." />
      <Table label="Findings of this rehearsal and the one before">
        <TableHead>
          <tr>
            <TableHeader>Finding</TableHeader>
            <TableHeader>Since the rehearsal before</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {changes.map(({ key, title, state, why }) => (
            <TableRow key={key}>
              <TableCell className="break-words">{title}</TableCell>
              <TableCell>
                <Badge tone={TONES[state]}>{CHANGE_WORDS[state]}</Badge>
                {why ? <span className="text-muted text-xs"> {why}</span> : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
