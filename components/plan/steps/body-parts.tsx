'use client';

import { Plus, X } from 'lucide-react';
import { useForm } from '@/components/form/form-context.tsx';
import { NumberAt } from '@/components/form/number-at.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { RowIssues } from '@/components/form/row-issues.tsx';
import { rowKey } from '@/components/form/row-key.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { LongTextAt, TextAt } from '@/components/form/text-at.tsx';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import type { BodyPart } from '@/lib/plan/body.ts';
import { partFromFile, partOfType } from './body-part-edit.ts';
import { FilePicker } from './file-picker.tsx';

const TYPES: { value: BodyPart['type']; label: string; hint: string }[] = [
  { value: 'text', label: 'Text', hint: 'A field, or a text file with placeholders' },
  { value: 'base64', label: 'File', hint: 'Any file, its bytes kept in the plan' },
  { value: 'random', label: 'Random', hint: 'A file of which only the size matters' },
];

/** Fields and files of a multipart body. */
export function BodyParts({ path, parts }: { path: Path; parts: BodyPart[] }) {
  const form = useForm();
  const add = (part: BodyPart) => form.set(path, [...parts, part]);
  return (
    <div className="flex flex-col gap-3" data-path={path}>
      {parts.map((part, index) => (
        <PartRow
          key={rowKey(part)}
          path={join(path, index)}
          part={part}
          onRemove={() => form.set(path, parts.toSpliced(index, 1))}
        />
      ))}
      <div className="flex flex-wrap gap-1.5">
        <Button size="sm" variant="ghost" onClick={() => add({ type: 'text', name: '', value: '' })}>
          <Plus aria-hidden />
          Add part
        </Button>
        <FilePicker label="Add file…" onPick={async (file) => add(await partFromFile(file, 'file'))} />
      </div>
    </div>
  );
}

function PartRow({ path, part, onRemove }: { path: Path; part: BodyPart; onRemove: () => void }) {
  const form = useForm();
  return (
    <div className="rounded-md border border-border p-2">
      <div className="flex items-start gap-1.5">
        <div className="flex min-w-0 flex-1 flex-col gap-1.5">
          <div className="flex flex-wrap gap-1.5">
            <TextAt
              path={join(path, 'name')}
              value={part.name}
              label="Name of the part"
              hideLabel
              quiet
              mono
              className="min-w-28 flex-1"
              placeholder="name"
            />
            <SelectAt
              path={join(path, 'type')}
              value={part.type}
              choices={TYPES}
              label="Kind of part"
              hideLabel
              quiet
              className="w-28"
              onPick={(type) => form.set(path, partOfType(part, type))}
            />
            <TextAt
              path={join(path, 'fileName')}
              value={part.fileName}
              optional
              label="File name"
              hideLabel
              quiet
              className="min-w-28 flex-1"
              placeholder="file name"
            />
            <TextAt
              path={join(path, 'contentType')}
              value={part.contentType}
              optional
              label="Content type"
              hideLabel
              quiet
              className="min-w-36 flex-1"
              placeholder="content type"
            />
          </div>
          <PartContent path={path} part={part} />
        </div>
        <IconButton label={`Remove the part ${part.name}`} size="icon" onClick={onRemove}>
          <X aria-hidden />
        </IconButton>
      </div>
      <RowIssues path={path} />
    </div>
  );
}

function PartContent({ path, part }: { path: Path; part: BodyPart }) {
  const form = useForm();
  switch (part.type) {
    case 'text':
      return (
        <LongTextAt
          path={join(path, 'value')}
          value={part.value}
          label="Value"
          hideLabel
          quiet
          mono
          rows={1}
          placeholder="value"
        />
      );
    case 'base64':
      return (
        <div className="flex flex-wrap items-start gap-1.5">
          <LongTextAt
            path={join(path, 'value')}
            value={part.value}
            label="Bytes as base64"
            hideLabel
            quiet
            mono
            rows={2}
            className="min-w-40 flex-1"
            placeholder="base64"
          />
          <FilePicker
            label="Choose file…"
            onPick={async (file) => form.set(path, await partFromFile(file, part.name))}
          />
        </div>
      );
    case 'random':
      return (
        <NumberAt
          path={join(path, 'bytes')}
          value={part.bytes}
          label="Size"
          hideLabel
          quiet
          unit="bytes"
          className="w-44"
        />
      );
  }
}
