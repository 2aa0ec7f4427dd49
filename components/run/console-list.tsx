import { SaidLines } from '@/components/script/editor/said-lines.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import type { ConsoleFigures } from '@/lib/run/console-lines.ts';

/** What a script says while it runs: the latest lines. */
export function ConsoleList({ said: { lines, left } }: { said: ConsoleFigures }) {
  if (lines.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="Console"
        hint={
          left === 0
            ? 'What the script says.'
            : `The latest ${lines.length} lines that the script said; ${left.toLocaleString('en-US')} came before them.`
        }
      />
      <CardBody>
        <SaidLines lines={lines} label="What the script says" withTime />
      </CardBody>
    </Card>
  );
}
