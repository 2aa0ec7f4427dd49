'use client';

import { Plus, X } from 'lucide-react';
import { useForm, useIssue } from '@/components/form/form-context.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { rowKey } from '@/components/form/row-key.ts';
import { Button } from '@/components/ui/button.tsx';
import { FieldError } from '@/components/ui/field.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Input } from '@/components/ui/input.tsx';
import type { Grid } from '../document/plan-draft.ts';
import { withColumn, withoutColumn, withoutRow, withRow } from './grid-edit.ts';

/** Rows of data as a table that can be typed into. */
export function GridEditor({ path, grid, name }: { path: Path; grid: Grid; name: string }) {
  const form = useForm();
  const set = (next: Grid) => form.set(path, next);
  return (
    <div className="flex flex-col gap-1.5">
      <div className="overflow-x-auto">
        <table className="border-separate border-spacing-1" aria-label={`Rows of ${name}`}>
          <thead>
            <tr>
              {grid.columns.map((column, index) => (
                <th
                  key={join(path, 'columns', index)}
                  scope="col"
                  className="min-w-32 p-0 text-left align-top"
                >
                  <GridInput
                    path={join(path, 'columns', index)}
                    value={column}
                    label={`Name of column ${index + 1}`}
                    heading
                    onRemove={grid.columns.length > 1 ? () => set(withoutColumn(grid, index)) : undefined}
                  />
                </th>
              ))}
              <td className="p-0 align-top">
                <IconButton label="Add a column" size="icon" onClick={() => set(withColumn(grid))}>
                  <Plus aria-hidden />
                </IconButton>
              </td>
            </tr>
          </thead>
          <tbody>
            {grid.cells.map((row, at) => (
              <tr key={rowKey(row)}>
                {row.map((cell, index) => (
                  <td key={join(path, 'cells', at, index)} className="p-0 align-top">
                    <GridInput
                      path={join(path, 'cells', at, index)}
                      value={String(cell)}
                      label={`${grid.columns[index]}, row ${at + 1}`}
                    />
                  </td>
                ))}
                <td className="p-0 align-top">
                  <IconButton
                    label={`Remove row ${at + 1}`}
                    size="icon"
                    disabled={grid.cells.length === 1}
                    onClick={() => set(withoutRow(grid, at))}
                  >
                    <X aria-hidden />
                  </IconButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <WholeIssue path={path} />
      <Button
        size="sm"
        variant="ghost"
        className="self-start"
        data-path={path}
        onClick={() => set(withRow(grid))}
      >
        <Plus aria-hidden />
        Add a row
      </Button>
    </div>
  );
}

function WholeIssue({ path }: { path: Path }) {
  const issue = useIssue(path);
  return issue ? <FieldError>{issue.message}</FieldError> : null;
}

function GridInput({
  path,
  value,
  label,
  heading,
  onRemove,
}: {
  path: Path;
  value: string;
  label: string;
  heading?: boolean;
  onRemove?: () => void;
}) {
  const form = useForm();
  const issue = useIssue(path);
  return (
    <>
      <div className="flex items-center gap-0.5">
        <Input
          data-path={path}
          mono
          aria-label={label}
          aria-invalid={issue ? true : undefined}
          title={issue?.message}
          className={heading ? 'bg-surface-2 font-medium' : undefined}
          value={value}
          onChange={(event) => form.set(path, event.target.value)}
        />
        {onRemove ? (
          <IconButton label={`Remove the column ${value}`} onClick={onRemove}>
            <X aria-hidden />
          </IconButton>
        ) : null}
      </div>
      {issue ? <FieldError>{issue.message}</FieldError> : null}
    </>
  );
}
