'use client';

import { Plus, X } from 'lucide-react';
import { memo } from 'react';
import { useForm } from '@/components/form/form-context.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { RowIssues } from '@/components/form/row-issues.tsx';
import { rowKey } from '@/components/form/row-key.ts';
import { SelectAt } from '@/components/form/select-at.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import type { Check } from '@/lib/plan/condition.ts';
import { CHECK_SOURCES, NEW_CHECK, withOperator, withSource } from './check-edit.ts';
import { CheckValue } from './check-value.tsx';
import { OPERATOR_CHOICES, usualCheckName } from './step-words.ts';

/** What responses are checked for. */
export function CheckRows({ path, checks }: { path: Path; checks: Check[] }) {
  const form = useForm();
  return (
    <div className="flex flex-col gap-2">
      {checks.map((check, index) => (
        <CheckRow
          key={rowKey(check)}
          path={join(path, index)}
          check={check}
          onRemove={() => form.set(path, checks.toSpliced(index, 1))}
        />
      ))}
      <Button
        size="sm"
        variant="ghost"
        className="self-start"
        onClick={() => form.set(path, [...checks, { ...NEW_CHECK }])}
      >
        <Plus aria-hidden />
        Add check
      </Button>
    </div>
  );
}

const CheckRow = memo(function CheckRow({
  path,
  check,
  onRemove,
}: {
  path: Path;
  check: Check;
  onRemove: () => void;
}) {
  const form = useForm();
  return (
    <div>
      <div className="flex items-start gap-1.5">
        <div className="flex min-w-0 flex-1 flex-wrap gap-1.5">
          <SelectAt
            path={join(path, 'source')}
            value={check.source}
            choices={CHECK_SOURCES}
            label="What is checked"
            hideLabel
            quiet
            className="w-28"
            onPick={(source) => form.set(path, withSource(check, source))}
          />
          {'expression' in check ? (
            <TextAt
              path={join(path, 'expression')}
              value={check.expression}
              label={check.source === 'header' ? 'Header' : 'JSONPath'}
              hideLabel
              quiet
              mono
              className="min-w-28 flex-1"
              placeholder={check.source === 'header' ? 'Content-Type' : '$.items[0].id'}
            />
          ) : null}
          <SelectAt
            path={join(path, 'operator')}
            value={check.operator}
            choices={OPERATOR_CHOICES}
            label="Compared"
            hideLabel
            quiet
            className="w-34"
            onPick={(operator) => form.set(path, withOperator(check, operator))}
          />
          <CheckValue path={join(path, 'value')} check={check} />
          <TextAt
            path={join(path, 'name')}
            value={check.name}
            optional
            label="Name of the check"
            hideLabel
            quiet
            className="min-w-36 flex-[1.4]"
            placeholder={usualCheckName(check) || 'name'}
          />
        </div>
        <IconButton label={`Remove the check ${usualCheckName(check)}`} size="icon" onClick={onRemove}>
          <X aria-hidden />
        </IconButton>
      </div>
      <RowIssues path={path} />
    </div>
  );
});
