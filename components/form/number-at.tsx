'use client';

import { useState } from 'react';
import { Input } from '@/components/ui/input.tsx';
import { BoundField, type FieldProps } from './bound-field.tsx';
import { useForm } from './form-context.tsx';

/** A number when it is one, what was typed otherwise: so nothing is lost, and the check can name it. */
export function readNumber(text: string): number | string {
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? number : text;
}

/** A number of the document. */
export function NumberAt({
  path,
  value,
  unit,
  placeholder,
  optional,
  ...field
}: FieldProps & {
  value: unknown;
  unit?: string;
  placeholder?: string;
  /** Emptied, the field is taken out of the document. */
  optional?: boolean;
}) {
  const form = useForm();
  // `0.0` on the way to `0.05` is zero: the text stays as typed as long as it means what the document holds.
  const [typed, setTyped] = useState('');
  const text = readNumber(typed) === value ? typed : value === undefined ? '' : String(value);
  return (
    <BoundField path={path} {...field}>
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            inputMode="decimal"
            placeholder={placeholder}
            className={unit ? 'pr-12' : undefined}
            value={text}
            onChange={(event) => {
              setTyped(event.target.value);
              form.set(
                path,
                optional && event.target.value === '' ? undefined : readNumber(event.target.value),
              );
            }}
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
