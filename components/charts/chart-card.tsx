'use client';

import { Table2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';

/** What surrounds every picture: its title, a legend, and the same as a table. */
export function ChartCard({
  title,
  unit,
  legend,
  note,
  table,
  children,
}: {
  title: string;
  /** What the vertical axis counts: `ms`, `requests per second`. */
  unit: string;
  legend: ReactNode;
  /** How the values came about, when that is not plain. */
  note?: ReactNode;
  table: () => ReactNode;
  /** The picture. */
  children: ReactNode;
}) {
  const [asTable, setAsTable] = useState(false);
  const titleId = useId();
  return (
    <Card aria-labelledby={titleId}>
      <div className="flex items-baseline justify-between gap-3 px-4 pt-3">
        <h2 id={titleId} className="font-semibold text-sm">
          {title} <span className="font-normal text-muted text-xs">{unit}</span>
        </h2>
        <Button
          variant="ghost"
          size="sm"
          className="-my-1 h-6 text-xs"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          <Table2 aria-hidden />
          Table<span className="sr-only"> of {title}</span>
        </Button>
      </div>
      <div className="px-4 pt-1">
        {legend}
        {note ? <p className="text-muted text-xs">{note}</p> : null}
      </div>
      {asTable ? <div className="px-4 pt-2 pb-4">{table()}</div> : children}
    </Card>
  );
}
