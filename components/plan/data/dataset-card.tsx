'use client';

import { Trash2 } from 'lucide-react';
import { useForm } from '@/components/form/form-context.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import { Card, CardBody, CardHeader } from '@/components/ui/card.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { toast } from '@/components/ui/toast.tsx';
import { readCsv } from '@/lib/plan/csv.ts';
import { type EndOfData, endOfData } from '@/lib/plan/end-of-data.ts';
import type { DatasetDraft } from '../document/plan-draft.ts';
import { CsvEditor } from './csv-editor.tsx';
import { toCsv, toGrid } from './grid-edit.ts';
import { GridEditor } from './grid-editor.tsx';

const ORDERS = [
  { value: 'sequential', label: 'One after the other', hint: 'Every iteration gets the next row.' },
  { value: 'random', label: 'At random', hint: 'Every row is equally likely, every time.' },
  {
    value: 'unique-per-iteration',
    label: 'Once in the run',
    hint: 'No two iterations of the run get the same row.',
  },
  {
    value: 'unique-per-vu',
    label: 'One for each user',
    hint: 'A user keeps its row, and no other user gets it.',
  },
] as const;

const ENDS: { value: EndOfData; label: string; hint: string }[] = [
  { value: 'start-over', label: 'Start over', hint: 'With the first row.' },
  { value: 'stop-vu', label: 'The user stops', hint: 'And works no more in this run.' },
  { value: 'stop-scenario', label: 'The scenario stops', hint: 'No further iteration starts in it.' },
  { value: 'error', label: 'The iteration fails', hint: 'And is counted as ended by an error of the plan.' },
];

const SOURCES = [
  { value: 'rows', label: 'Table' },
  { value: 'csv', label: 'CSV' },
] as const;

/** More rows than anybody edits in a table. */
const MAX_TABLE_ROWS = 500;

/** One dataset: name, order of its rows, and the rows. */
export function DatasetCard({
  path,
  dataset,
  onRemove,
}: {
  path: Path;
  dataset: DatasetDraft;
  onRemove: () => void;
}) {
  const form = useForm();
  const toSource = (source: DatasetDraft['source']) => {
    const { name, order, atEnd } = dataset;
    const drawn = { name, order, ...(atEnd === undefined ? {} : { atEnd }) };
    if (source === 'csv' && dataset.source === 'rows') {
      form.set(path, { ...drawn, source, csv: toCsv(dataset.rows) });
    } else if (source === 'rows' && dataset.source === 'csv') {
      const { records } = readCsv(dataset.csv);
      if (records.length > MAX_TABLE_ROWS + 1) {
        toast.info(`${records.length - 1} rows are too many for a table`, {
          description: 'Edit them as CSV.',
        });
      } else form.set(path, { ...drawn, source, rows: toGrid(records.map(({ fields }) => fields)) });
    }
  };
  return (
    <Card aria-label={`Dataset ${dataset.name}`}>
      <CardHeader
        title={dataset.name || 'Dataset'}
        actions={
          <>
            <Segmented label="Edit as" value={dataset.source} choices={SOURCES} onValueChange={toSource} />
            <IconButton label={`Remove the dataset ${dataset.name}`} onClick={onRemove}>
              <Trash2 aria-hidden />
            </IconButton>
          </>
        }
      />
      <CardBody className="flex flex-col gap-3">
        <div className="grid gap-3 sm:grid-cols-3">
          <TextAt path={join(path, 'name')} value={dataset.name} label="Name" mono />
          <SelectAt
            path={join(path, 'order')}
            value={dataset.order}
            choices={ORDERS}
            label="Rows are drawn"
            onPick={(order) => form.set(path, { ...dataset, order, atEnd: undefined })}
          />
          {dataset.order === 'random' && dataset.atEnd === undefined ? null : (
            <SelectAt
              path={join(path, 'atEnd')}
              value={dataset.atEnd ?? endOfData(dataset)}
              choices={
                dataset.order === 'unique-per-iteration' && dataset.atEnd !== 'start-over'
                  ? ENDS.filter(({ value }) => value !== 'start-over')
                  : ENDS
              }
              label="When no row is left"
            />
          )}
        </div>
        {dataset.source === 'rows' ? (
          <GridEditor path={join(path, 'rows')} grid={dataset.rows} name={dataset.name} />
        ) : (
          <CsvEditor path={join(path, 'csv')} csv={dataset.csv} />
        )}
      </CardBody>
    </Card>
  );
}
