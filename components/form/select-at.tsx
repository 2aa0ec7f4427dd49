'use client';

import { type Choice, Select } from '@/components/ui/select.tsx';
import { BoundField, type FieldProps } from './bound-field.tsx';
import { useForm } from './form-context.tsx';

/** One of several values of the document. `onPick` does more than to set the value. */
export function SelectAt<T extends string>({
  path,
  value,
  choices,
  onPick,
  ...field
}: FieldProps & { value: T; choices: readonly Choice<T>[]; onPick?: (value: T) => void }) {
  const form = useForm();
  return (
    <BoundField path={path} {...field}>
      {(control) => (
        <Select
          {...control}
          value={value}
          choices={choices}
          onValueChange={onPick ?? ((next) => form.set(path, next))}
        />
      )}
    </BoundField>
  );
}
