'use client';

import { Upload } from 'lucide-react';
import { useDeferredValue, useMemo, useRef } from 'react';
import { BoundField } from '@/components/form/bound-field.tsx';
import { useForm } from '@/components/form/form-context.tsx';
import type { Path } from '@/components/form/path.ts';
import { Button } from '@/components/ui/button.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { Textarea } from '@/components/ui/textarea.tsx';
import { toast } from '@/components/ui/toast.tsx';
import { formatBytes, formatCount } from '@/lib/format/format.ts';
import { readCsv } from '@/lib/plan/csv.ts';

/** Longer texts make typing slow; they are shown as a preview only. Characters. */
const MAX_TYPED = 100_000;
/** What a plan may hold in one dataset. Bytes. */
const MAX_FILE = 20_000_000;
const PREVIEW_ROWS = 5;

/** CSV text, pasted or from a file, with its first rows as they will be used. */
export function CsvEditor({ path, csv }: { path: Path; csv: string }) {
  const form = useForm();
  const picker = useRef<HTMLInputElement>(null);
  const upload = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > MAX_FILE) {
      toast.error(`${file.name} has ${formatBytes(file.size)}`, { description: 'A dataset may have 20 MB.' });
    } else form.set(path, await file.text());
  };
  return (
    <div className="flex flex-col gap-3">
      <BoundField
        path={path}
        label="CSV"
        hint="The first line names the columns."
        aside={
          <Button size="sm" variant="ghost" onClick={() => picker.current?.click()}>
            <Upload aria-hidden />
            Choose a file
          </Button>
        }
      >
        {(control) =>
          csv.length > MAX_TYPED ? (
            <p {...control} tabIndex={-1} className="rounded-md bg-surface-2 px-3 py-2 text-muted text-sm">
              {formatBytes(csv.length)} of text: too much to be edited here. Choose another file to replace
              it.
            </p>
          ) : (
            <Textarea
              {...control}
              mono
              rows={6}
              className="max-h-80"
              placeholder={'email,password\nanna@example.com,secret'}
              value={csv}
              onChange={(event) => form.set(path, event.target.value)}
            />
          )
        }
      </BoundField>
      <input
        ref={picker}
        type="file"
        accept=".csv,text/csv,text/plain"
        className="hidden"
        aria-label="CSV file to upload"
        onChange={(event) => {
          void upload(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Preview csv={csv} />
    </div>
  );
}

function Preview({ csv }: { csv: string }) {
  const latest = useDeferredValue(csv);
  const { records } = useMemo(() => readCsv(latest), [latest]);
  const [header, ...rows] = records;
  if (!header || rows.length === 0) return null;
  const columns = header.fields.map((name, index) => ({ id: `column-${index}`, name }));
  return (
    <div>
      <p className="pb-1 text-muted text-xs">
        {formatCount(rows.length)} {rows.length === 1 ? 'row' : 'rows'}
        {rows.length > PREVIEW_ROWS ? `, the first ${PREVIEW_ROWS} of them` : ''}
      </p>
      <div className="overflow-hidden rounded-md border border-border">
        <Table label="First rows of the CSV">
          <TableHead>
            <TableRow>
              {columns.map(({ id, name }) => (
                <TableHeader key={id}>{name}</TableHeader>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.slice(0, PREVIEW_ROWS).map(({ fields, line }) => (
              <TableRow key={line}>
                {columns.map(({ id }, index) => (
                  <TableCell key={id} className="h-8 max-w-60 truncate font-mono text-xs">
                    {fields[index]}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </div>
  );
}
