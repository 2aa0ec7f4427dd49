import { Info } from 'lucide-react';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import type { ProbeReport } from '@/lib/probe/report.ts';
import { IndexTable, TableTable } from './report-tables.tsx';
import { SlowCommands } from './slow-commands.tsx';
import { StatementList } from './statement-list.tsx';

/** What a probe told at the end of the run, beside its curves. */
export function ProbeReportView({ name, report }: { name: string; report: ProbeReport }) {
  const { notes, statements, tables, indexes, slowCommands, slowCommandCount } = report;
  return (
    <div className="flex flex-col gap-4">
      <Notes notes={notes} />
      {statements.length > 0 ? (
        <Card aria-label={`Statements, ${name}`}>
          <CardHeader
            level="h3"
            title="Statements that took longest"
            hint="Of the whole run, all calls together. Plans are those of EXPLAIN, which runs nothing; parameters are not known to it."
          />
          <CardBody>
            <StatementList statements={statements} />
          </CardBody>
        </Card>
      ) : null}
      {tables.length > 0 ? <TableTable name={name} tables={tables} /> : null}
      {indexes.length > 0 ? <IndexTable name={name} indexes={indexes} /> : null}
      {slowCommandCount > 0 ? (
        <SlowCommands name={name} commands={slowCommands} count={slowCommandCount} />
      ) : null}
    </div>
  );
}

/** What could not be told, and what would help. */
export function Notes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 text-muted text-sm">
      {notes.map((note) => (
        <li key={note} className="flex items-start gap-1.5">
          <Info aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span className="min-w-0 break-words">{note}</span>
        </li>
      ))}
    </ul>
  );
}
