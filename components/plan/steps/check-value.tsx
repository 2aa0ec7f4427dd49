'use client';

import { BoundField } from '@/components/form/bound-field.tsx';
import { useForm } from '@/components/form/form-context.tsx';
import type { Path } from '@/components/form/path.ts';
import { Input } from '@/components/ui/input.tsx';
import type { Check } from '@/lib/plan/condition.ts';
import { readValue } from './check-edit.ts';

const EXAMPLES: Record<Check['source'], string> = {
  status: '2xx',
  body: 'text',
  jsonpath: 'value',
  header: 'application/json',
  duration: '500',
  size: '100000',
};
const UNITS: Partial<Record<Check['source'], string>> = { duration: 'ms', size: 'bytes' };

/** What a check compares with; nothing when it only asks whether something is there. */
export function CheckValue({ path, check }: { path: Path; check: Check }) {
  const form = useForm();
  if (check.operator === 'exists') return null;
  const unit = UNITS[check.source];
  return (
    <BoundField
      path={path}
      label={unit ? `Compared with, in ${unit}` : 'Compared with'}
      hideLabel
      quiet
      className="min-w-24 flex-1"
    >
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            mono
            placeholder={EXAMPLES[check.source]}
            className={unit ? 'pr-12' : undefined}
            value={check.value === undefined ? '' : String(check.value)}
            onChange={(event) => form.set(path, readValue(check, event.target.value))}
          />
          {unit ? (
            <span className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2 text-muted text-xs">
              {unit}
            </span>
          ) : null}
        </div>
      )}
    </BoundField>
  );
}
