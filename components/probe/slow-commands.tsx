import { clockTime } from '@/components/run/clock-time.ts';
import { Card, CardHeader } from '@/components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { formatCount, formatMs } from '@/lib/format/format.ts';
import type { SlowCommand } from '@/lib/probe/report.ts';

type Props = { name: string; commands: readonly SlowCommand[]; count: number };

/** What came into the slow log in the run. */
export function SlowCommands({ name, commands, count }: Props) {
  return (
    <Card>
      <CardHeader
        level="h3"
        title="Slow commands"
        hint={`${count === 1 ? 'One command' : `${formatCount(count)} commands`} came into the slow log in the run${commands.length < count ? `; the ${commands.length} slowest that it still held` : ''}. Redis does one at a time, and all others wait meanwhile.`}
      />
      <Table label={`Slow commands, ${name}`}>
        <TableHead>
          <TableRow>
            <TableHeader>Command</TableHeader>
            <TableHeader numeric>Took</TableHeader>
            <TableHeader numeric>At</TableHeader>
            <TableHeader>From</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {commands.map(({ at, seconds, command, client }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same command may be there twice
            <TableRow key={index}>
              <TableCell className="break-all font-mono text-xs">{command}</TableCell>
              <TableCell numeric>{formatMs(seconds * 1000)}</TableCell>
              <TableCell numeric>{clockTime(at * 1000)}</TableCell>
              <TableCell className="font-mono text-muted text-xs">{client}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
