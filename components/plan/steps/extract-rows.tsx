'use client';

import { Plus, X } from 'lucide-react';
import { memo } from 'react';
import { useForm } from '@/components/form/form-context.tsx';
import { NumberAt } from '@/components/form/number-at.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { RowIssues } from '@/components/form/row-issues.tsx';
import { rowKey } from '@/components/form/row-key.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import type { Extract } from '@/lib/plan/step.ts';

const SOURCES: { value: Extract['from']; label: string; example: string }[] = [
  { value: 'jsonpath', label: 'JSONPath', example: '$.accessToken' },
  { value: 'header', label: 'Header', example: 'Location' },
  { value: 'regex', label: 'Regex', example: 'id="([^"]+)"' },
  { value: 'cookie', label: 'Cookie', example: 'session' },
];

const PICKS: { value: Extract['pick']; label: string }[] = [
  { value: 'first', label: 'first' },
  { value: 'last', label: 'last' },
  { value: 'random', label: 'random' },
];

const NEW: Extract = { as: '', from: 'jsonpath', expression: '', group: 1, pick: 'first' };

/** What is taken from responses for later steps. */
export function ExtractRows({ path, extracts }: { path: Path; extracts: Extract[] }) {
  const form = useForm();
  return (
    <div className="flex flex-col gap-2">
      {extracts.map((extract, index) => (
        <ExtractRow
          key={rowKey(extract)}
          path={join(path, index)}
          extract={extract}
          onRemove={() => form.set(path, extracts.toSpliced(index, 1))}
        />
      ))}
      <Button
        size="sm"
        variant="ghost"
        className="self-start"
        onClick={() => form.set(path, [...extracts, { ...NEW }])}
      >
        <Plus aria-hidden />
        Add extract
      </Button>
    </div>
  );
}

const ExtractRow = memo(function ExtractRow({
  path,
  extract,
  onRemove,
}: {
  path: Path;
  extract: Extract;
  onRemove: () => void;
}) {
  return (
    <div>
      <div className="flex items-start gap-1.5">
        <div className="flex min-w-0 flex-1 flex-wrap gap-1.5">
          <TextAt
            path={join(path, 'as')}
            value={extract.as}
            label="Variable"
            hideLabel
            quiet
            mono
            className="min-w-28 flex-1"
            placeholder="variable"
          />
          <SelectAt
            path={join(path, 'from')}
            value={extract.from}
            choices={SOURCES}
            label="Taken from"
            hideLabel
            quiet
            className="w-28"
          />
          <div className="flex min-w-36 flex-[1.4] gap-1.5">
            <TextAt
              path={join(path, 'expression')}
              value={extract.expression}
              label="Expression"
              hideLabel
              quiet
              mono
              className="flex-1"
              placeholder={SOURCES.find(({ value }) => value === extract.from)?.example}
            />
            {extract.from === 'regex' ? (
              <NumberAt
                path={join(path, 'group')}
                value={extract.group}
                label="Capture group; 0 is the whole match"
                hideLabel
                quiet
                className="w-12"
              />
            ) : null}
          </div>
          <SelectAt
            path={join(path, 'pick')}
            value={extract.pick}
            choices={PICKS}
            label="Which match"
            hideLabel
            quiet
            className="w-24"
          />
          <TextAt
            path={join(path, 'default')}
            value={extract.default}
            optional
            label="Value when nothing is found"
            hideLabel
            quiet
            mono
            className="min-w-28 flex-1"
            placeholder="if not found"
          />
        </div>
        <IconButton label={`Remove the extract ${extract.as}`} size="icon" onClick={onRemove}>
          <X aria-hidden />
        </IconButton>
      </div>
      <RowIssues path={path} />
    </div>
  );
});
